import { type Derivation, derivedValue } from '../derivation.ts';

const fact = 'aws.caller-not-mapped';

/** Whether the identity that asks is in none of the mappings that were shown. */
export const awsCallerNotMapped: Derivation = {
  fact,
  derive(facts) {
    const [[caller], [mapped]] = [facts.of('aws.caller-arn'), facts.of('aws.mapped-arns')];
    if (caller === undefined || mapped === undefined || !Array.isArray(mapped.value)) return [];
    const own = principalOf(String(caller.value));
    if (own === null || own.includes('*')) return [];
    const known = mapped.value.map((arn) => principalOf(String(arn)));
    const from = [...caller.observations, ...mapped.observations];
    return [derivedValue(fact, !known.includes(own), from)];
  },
};

/** `role/deployer`, without the account: a session's role loses its path, and a mapping must not have one. */
function principalOf(arn: string): string | null {
  const [, , , , , name = ''] = arn.split(':');
  const [kind = '', ...path] = name.split('/');
  if (kind === 'assumed-role') return path[0] === undefined ? null : `role/${path[0]}`;
  if (kind === 'user') return path.length === 0 ? null : `user/${path.join('/')}`;
  return kind === 'role' ? `role/${path.join('/')}` : null;
}
