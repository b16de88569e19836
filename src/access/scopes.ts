/** What a key or a token may allow. Each verb names the one that it needs. */
export const scopes = [
  'evidence:write',
  'cases:read',
  'cases:confirm',
  'rules:read',
  'rules:write',
  'rules:publish',
  'audit:read',
  'admin',
] as const;
export type Scope = (typeof scopes)[number];

export const isScope = (word: string): word is Scope => scopes.some((scope) => scope === word);
