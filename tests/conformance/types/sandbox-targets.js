// Which official type a request of Slack's, or an answer of a method, must be.

const REQUESTS = {
  block_actions: 'BlockAction',
  view_submission: 'ViewSubmitAction',
  view_closed: 'ViewClosedAction',
  message_action: 'MessageShortcut',
  shortcut: 'GlobalShortcut',
  block_suggestion: 'BlockSuggestion',
};

/** The type of what was sent to the app: a command has no type, an event has two. */
export function sentType({ type, event, container }) {
  if (type === undefined) return { of: 'sent command', name: 'SlashCommand', imports: 'SlashCommand', from: '@slack/bolt' };
  // Bolt's type wants the address of the message's answers, which a button in a view does not have.
  if (container?.type === 'view' && type === 'block_actions') return { of: 'sent block_actions of a view', name: "Omit<BlockAction, 'response_url'>", imports: 'BlockAction', from: '@slack/bolt' };
  if (type !== 'event_callback') return { of: `sent ${type}`, name: REQUESTS[type], imports: REQUESTS[type], from: '@slack/bolt' };
  const of = `sent event ${event.type}${event.subtype ? ` ${event.subtype}` : ''}`;
  return { of, name: `EnvelopedEvent<EventFromType<'${event.type}'>>`, imports: 'EnvelopedEvent, EventFromType', from: '@slack/bolt' };
}

/** views.open answers ViewsOpenResponse. What is no Web API method has no type. */
export function answerType(method) {
  if (!/^[a-z]+(\.[a-zA-Z]+)+$/.test(method)) return undefined;
  const name = `${method.split('.').map((part) => part[0].toUpperCase() + part.slice(1)).join('').replace(/^Openid/, 'OpenID')}Response`;
  return { of: `answer of ${method}`, name, imports: name, from: '@slack/web-api' };
}
