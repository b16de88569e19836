/** The name under which the installation keeps the key of its redactions. */
export const REDACTION_KEY = 'redaction-key';
