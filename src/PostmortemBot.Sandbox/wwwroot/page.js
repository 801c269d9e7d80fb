// What a page can only do in the browser: focus, keys, scrolling and the place of popups. Everything else is drawn by the server.
(() => {
  const focusable = 'input:not([type=hidden]):not(:disabled), textarea:not(:disabled), select:not(:disabled), button:not(:disabled), a[href]';
  const bottomGap = 60;
  let returnTo = null;

  const topLayer = () => [...document.querySelectorAll('[data-modal-layer]:not([hidden])')].at(-1);

  function place(popup) {
    const anchor = document.getElementById(popup.dataset.popup);
    if (!anchor) return;
    const box = anchor.getBoundingClientRect();
    if (popup.dataset.popupWidth === 'match') popup.style.width = box.width + 'px';
    const height = popup.offsetHeight;
    const width = popup.offsetWidth;
    const below = innerHeight - box.bottom - 12;
    const up = height > below && box.top > below;
    popup.style.top = (up ? Math.max(8, box.top - height - 4) : box.bottom + 4) + 'px';
    popup.style.left = Math.max(8, Math.min(box.left, innerWidth - width - 8)) + 'px';
  }

  function focusFirst(trap) {
    const body = trap.querySelector('.modal-body') ?? trap;
    const first = trap.querySelector('[data-focus-on-load]')
      ?? trap.querySelector('[data-focus-first]')
      ?? body.querySelector('input:not([type=hidden]):not(:disabled), textarea:not(:disabled), select:not(:disabled)')
      ?? trap.querySelector('.modal-submit')
      ?? trap.querySelector(focusable);
    first?.focus();
  }

  function grow(area) {
    area.style.height = 'auto';
    area.style.height = area.scrollHeight + 'px';
  }

  const stuck = new WeakMap();
  function stick(list) {
    if (stuck.get(list) !== false) list.scrollTop = list.scrollHeight;
  }

  function focusFirstError() {
    const field = (topLayer() ?? document).querySelector('.field-error')?.closest('.input-block');
    field?.scrollIntoView({ block: 'nearest' });
    field?.querySelector('[aria-invalid]:is(input, textarea), input')?.focus();
  }

  function look(added, removedLayer) {
    let refused = false;
    for (const node of added) {
      if (node.nodeType !== Node.ELEMENT_NODE) continue;
      const all = selector => [...(node.matches(selector) ? [node] : []), ...node.querySelectorAll(selector)];
      for (const trap of all('[data-focus-trap]')) {
        returnTo ??= document.activeElement;
        focusFirst(trap);
      }
      all('.editor textarea').forEach(area => area.focus());
      refused ||= all('.field-error').length > 0;
      all('.thread .composer-text').forEach(area => area.focus());
    }
    if (refused) focusFirstError();
    if (removedLayer) {
      const layer = topLayer();
      if (layer && !layer.contains(document.activeElement)) focusFirst(layer);
      else if (!layer) {
        (returnTo?.isConnected ? returnTo : document.querySelector('.composer-text'))?.focus();
        returnTo = null;
      }
    }
    document.querySelectorAll('[data-stick-bottom]').forEach(stick);
    document.querySelectorAll('[data-popup]').forEach(place);
    document.querySelectorAll('[data-grow]').forEach(grow);
  }

  new MutationObserver(changes => {
    const added = changes.flatMap(change => [...change.addedNodes]);
    const removed = changes.some(change => [...change.removedNodes].some(node =>
      node.nodeType === Node.ELEMENT_NODE && (node.matches('[data-modal-layer]') || node.querySelector('[data-modal-layer]'))));
    look(added, removed);
  }).observe(document.documentElement, { childList: true, subtree: true });

  document.addEventListener('scroll', event => {
    const list = event.target;
    if (list.matches?.('[data-stick-bottom]')) stuck.set(list, list.scrollHeight - list.scrollTop - list.clientHeight < bottomGap);
    else document.querySelectorAll('[data-popup]').forEach(place);
  }, true);

  // Pictures change the height of the list after they have loaded.
  document.addEventListener('load', event => event.target.closest?.('[data-stick-bottom]') && stick(event.target.closest('[data-stick-bottom]')), true);

  addEventListener('resize', () => look([], false));

  document.addEventListener('input', event => event.target.matches?.('[data-grow]') && grow(event.target));

  document.addEventListener('keydown', event => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.target.matches?.('[data-send]')) {
      event.preventDefault();
      event.target.closest('.composer, .editor')?.querySelector('[data-send-button]')?.click();
      return;
    }
    if (event.key === 'Enter' && event.target.matches?.('.choice-input')) event.preventDefault();
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) topLayer()?.querySelector('.modal-submit')?.click();
    // An open list takes the Escape for itself.
    if (event.key === 'Escape' && !document.querySelector('[data-popup]')) {
      (topLayer() ?? document).querySelector('[data-escape]')?.click();
    }
    if (event.key === 'Tab') keepInside(event);
  });

  function keepInside(event) {
    const layer = topLayer();
    if (!layer) return;
    const items = [...layer.querySelectorAll(focusable)].filter(item => item.offsetParent !== null);
    const [first, last] = [items[0], items.at(-1)];
    if (!first) return;
    const outside = !layer.contains(document.activeElement);
    if (event.shiftKey ? document.activeElement === first || outside : document.activeElement === last || outside) {
      event.preventDefault();
      (event.shiftKey ? last : first).focus();
    }
  }
})();
