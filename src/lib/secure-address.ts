/** Addresses whose answers nobody on the way can change: HTTPS, and HTTP that stays on the machine. */
export const secureAddress =
  /^(?:https:\/\/[^\s/?#]+|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?)(?:[/?][^\s#]*)?$/;
