// Which official type a payload must be assignable to.

const BOLT = {
  response_url: 'RespondArguments',
  slash_command: 'string | RespondArguments',
  view_submission: 'ViewResponseAction',
  // Bolt does not name the answer to an options request; its ack does.
  block_suggestion: "NonNullable<Parameters<SlackOptionsMiddlewareArgs<'block_suggestion'>['ack']>[0]>",
};

// The app's id and secret may come in the Authorization header instead, as RFC 6749 prefers: https://docs.slack.dev/reference/methods/oauth.v2.access
const WITH_CREDENTIALS_IN_THE_HEADER = new Set(['oauth.v2.access']);

const BOLT_NAMES = ['RespondArguments', 'ViewResponseAction', 'SlackOptionsMiddlewareArgs'];

/** The type's expression, and the lines that import what it names. */
export function targetOf(of) {
  const name = `${pascal(of)}Arguments`;
  const type = BOLT[of] ?? (WITH_CREDENTIALS_IN_THE_HEADER.has(of) ? `Omit<${name}, 'client_id' | 'client_secret'> & Partial<Pick<${name}, 'client_id' | 'client_secret'>>` : name);
  const imports = BOLT[of]
    ? `import type { ${BOLT_NAMES.filter((name) => type.includes(name)).join(', ')} } from '@slack/bolt';`
    : `import type { ${name} } from '@slack/web-api';`;
  return { type, imports };
}

// chat.postMessage is ChatPostMessageArguments, oauth.v2.access is OAuthV2AccessArguments.
function pascal(method) {
  const name = method.split('.').map((part) => part[0].toUpperCase() + part.slice(1)).join('');
  return name.replace(/^Oauth/, 'OAuth').replace(/^Openid/, 'OpenID');
}
