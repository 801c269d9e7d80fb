// Where Slack does otherwise than the official types of its payloads say. One entry per field, each with its reason.

const DOCS = 'https://docs.slack.dev/reference';

// Slack sends or leaves out what the types do not expect: the field is left out, or replaced by `instead`.
const fields = [
  { of: /^sent/, field: 'enterprise', reason: `null outside an Enterprise organisation (${DOCS}/interaction-payloads); the types only know it left out` },
  { of: /^sent event/, field: 'context_enterprise_id', reason: 'null outside an Enterprise organisation; the types only know it left out' },
  { of: /^sent event pin_/, field: 'pin_count', instead: '1', reason: `a number in ${DOCS}/events/pin_added; the types say string` },
  { of: /^answer of files\.info/, field: 'original_w', reason: `a number in ${DOCS}/objects/file-object; the types of this one answer say string` },
  { of: /^answer of files\.info/, field: 'original_h', reason: 'as original_w' },
  { of: /^answer of pins\.list/, field: 'channel', reason: `${DOCS}/methods/pins.list shows it in every item` },
  { of: /^answer of pins\.list/, field: 'message', reason: 'as channel; the types were drawn from pinned files' },
  { of: /^answer of conversations\.replies/, field: 'subtype', reason: 'thread_broadcast and file_share stand in threads too; the types were drawn from threads without them' },
  { of: /^answer of usergroups\.list/, field: 'auto_type', reason: `null, admin or owner in ${DOCS}/objects/usergroup-object; the types do not know it` },
  { of: /^answer of usergroups\.list/, field: 'deleted_by', reason: 'as auto_type: null while it is in use' },
  { of: /^answer of views/, field: 'is_decimal_allowed', reason: `${DOCS}/block-kit/block-elements/number-input-element; the types were drawn from views without one` },
  { of: /^answer of views/, field: 'min_value', reason: 'as is_decimal_allowed' },
  { of: /^answer of views/, field: 'filetypes', reason: `${DOCS}/block-kit/block-elements/file-input-element; the types were drawn from views without one` },
];

// Fields that the types ask for and Slack does not always send.
const missing = [
  ...['event_ts', 'channel', 'channel_type'].map((field) => ({
    of: /^sent event message/,
    inside: ['message', 'previous_message', 'root'],
    field,
    instead: field === 'channel_type' ? 'channel' : '',
    reason: 'said once, of the event; the types ask for it in the message inside as well',
  })),
  { of: /^sent event message channel_join/, field: 'inviter', instead: 'U0SOMEBODY1', reason: 'only there when somebody invited' },
  { of: /^sent event message thread_broadcast/, field: 'client_msg_id', instead: '', reason: 'only there when a person wrote' },
];

/** Slack gives markdown blocks back as they were; the types take every block's text for an object. */
const isAllowedBlock = (of, part) => of === 'answer of chat.postMessage' && part?.type === 'markdown';

/** A copy as the types would have it. */
export function withoutAllowed(of, value) {
  const here = fields.filter((rule) => rule.of.test(of));
  const copy = JSON.parse(JSON.stringify(value), function keep(key, part) {
    const rule = Array.isArray(this) ? undefined : here.find(({ field }) => field === key);
    if (rule !== undefined) return rule.instead;
    return Array.isArray(part) ? part.filter((item) => !isAllowedBlock(of, item)) : part;
  });
  for (const { inside, field, instead } of missing.filter((rule) => rule.of.test(of))) {
    for (const place of inside ? inside.map((name) => copy.event[name]).filter(Boolean) : [copy.event]) place[field] ??= instead;
  }
  return copy;
}
