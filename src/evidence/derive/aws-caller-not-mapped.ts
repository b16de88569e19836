import { principalOf } from '../aws-principal.ts';
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
