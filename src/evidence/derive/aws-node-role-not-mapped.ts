import { principalOf } from '../aws-principal.ts';
import { type Derivation, derivedValue } from '../derivation.ts';

const fact = 'aws.node-role-not-mapped';

/** Whether a role of the nodes is in none of the mappings that were shown. */
export const awsNodeRoleNotMapped: Derivation = {
  fact,
  derive(facts) {
    const [[roles], [mapped]] = [facts.of('aws.node-role-arns'), facts.of('aws.mapped-arns')];
    if (roles === undefined || mapped === undefined) return [];
    if (!Array.isArray(roles.value) || !Array.isArray(mapped.value)) return [];
    const known = new Set(mapped.value.map((arn) => principalOf(String(arn))));
    const missing = roles.value.some((arn) => !known.has(principalOf(String(arn))));
    return [derivedValue(fact, missing, [...roles.observations, ...mapped.observations])];
  },
};
