// Where a payload is right by Slack's documentation and the official types do not know it (yet).
// One entry per field, each with its reason; one that no payload needs any more is an error.

export const allowances = [
  {
    of: 'files.getUploadURLExternal',
    field: 'alt_txt',
    reason: 'https://docs.slack.dev/reference/methods/files.getUploadURLExternal calls the argument alt_txt; the types of the Node client, and the client itself, say alt_text.',
  },
];

const used = new Set();

/** The payload without what is allowed beyond the types. */
export function withoutAllowed(of, payload) {
  const kept = { ...payload };
  for (const allowance of allowances.filter((a) => a.of === of && a.field in payload)) {
    used.add(allowance);
    delete kept[allowance.field];
  }
  return typeof payload === 'object' ? kept : payload;
}

export const unusedAllowances = () => allowances.filter((allowance) => !used.has(allowance));
