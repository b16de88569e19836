/** `role/deployer`, without the account: a session's role loses its path, and a mapping must not have one. */
export function principalOf(arn: string): string | null {
  const [, , , , , name = ''] = arn.split(':');
  const [kind = '', ...path] = name.split('/');
  if (kind === 'assumed-role') return path[0] === undefined ? null : `role/${path[0]}`;
  if (kind === 'user') return path.length === 0 ? null : `user/${path.join('/')}`;
  return kind === 'role' ? `role/${path.join('/')}` : null;
}
