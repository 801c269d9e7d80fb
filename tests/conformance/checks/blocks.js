// The few blocks the checks are made of.

export const plain = (text) => ({ type: 'plain_text', text });
export const mrkdwn = (text) => ({ type: 'mrkdwn', text });
export const section = (text, accessory) => ({ type: 'section', text: mrkdwn(text), ...(accessory && { accessory }) });
export const button = (action_id, text, value) => ({ type: 'button', action_id, text: plain(text), ...(value && { value }) });
export const actions = (block_id, ...elements) => ({ type: 'actions', block_id, elements });
export const input = (block_id, element, more = {}) => ({ type: 'input', block_id, label: plain(`The ${block_id}`), element, ...more });
export const text = (action_id = 'typed', more = {}) => ({ type: 'plain_text_input', action_id, ...more });
export const option = (value, words = value) => ({ text: plain(words), value });

export const modal = (title, blocks, more = {}) => ({
  type: 'modal',
  title: plain(title),
  submit: plain('Send'),
  close: plain('Cancel'),
  blocks,
  ...more,
});
