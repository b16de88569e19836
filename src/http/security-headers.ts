/** The policy of answers that are no pages: nothing in them may load or run anything, and nobody may frame them. */
const nothingAllowed = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * What browsers are told with every answer; a page says its own content-security-policy. TLS is insisted on only
 * where the operator says that it is there (`hstsSeconds`): on plain HTTP the header means nothing.
 */
export const securityHeaders = (hstsSeconds = 0): Readonly<Record<string, string>> => ({
  'content-security-policy': nothingAllowed,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cache-control': 'no-store',
  ...(hstsSeconds === 0 ? {} : { 'strict-transport-security': `max-age=${hstsSeconds}` }),
});
