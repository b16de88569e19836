import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';

const Advisory = Type.Object({
  name: Type.String(),
  title: Type.String(),
  url: Type.String(),
  severity: Type.String(),
  range: Type.String(),
});

/** What `npm audit --json` prints, npm 7 to 11; `via` names a package where the finding is in another one. */
const Report = Type.Object({
  auditReportVersion: Type.Literal(2),
  vulnerabilities: Type.Record(
    Type.String(),
    Type.Object({ via: Type.Array(Type.Union([Type.String(), Advisory])) }),
  ),
});

/** What it prints when the registry did not answer as it should. */
const Failure = Type.Object({ message: Type.String(), error: Type.Object({}) });

/** A finding that does not concern us: exceptions.json. */
const Exception = Type.Object(
  {
    /** Such as GHSA-35jh-r3h4-6jhm. */
    advisory: Type.String({ pattern: '^GHSA(-[0-9a-z]{4}){3}$' }),
    package: Type.String({ minLength: 1 }),
    /** Why it does not concern us. */
    reason: Type.String({ minLength: 20 }),
    /** Until the end of this day, UTC; then somebody looks again. */
    until: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  },
  { additionalProperties: false },
);

export type Exception = Static<typeof Exception>;

export type Verdict =
  | { outcome: 'passed'; excepted: number }
  /** A sentence for each thing that must change. */
  | { outcome: 'failed'; complaints: string[] }
  | { outcome: 'unavailable'; reason: string };

const grave = ['high', 'critical'];

/**
 * Whether findings of level high or critical are left, `today` being YYYY-MM-DD. Throws when the report or the exceptions are of an
 * unknown form: that nothing was found must have been said.
 */
export function judgeAudit(
  printed: unknown,
  { exceptions, today }: { exceptions: unknown; today: string },
): Verdict {
  const allowed = requireForm(Type.Array(Exception), exceptions, 'exceptions.json');
  if (Value.Check(Failure, printed)) return { outcome: 'unavailable', reason: printed.message };
  const { vulnerabilities } = requireForm(Report, printed, 'what npm audit printed');
  const findings = Object.values(vulnerabilities)
    .flatMap(({ via }) => via)
    .filter((via) => typeof via !== 'string')
    .filter(({ severity }) => grave.includes(severity));
  const isOf = (finding: Static<typeof Advisory>) => (exception: Exception) =>
    finding.url.endsWith(`/${exception.advisory}`) && finding.name === exception.package;
  const stillValid = allowed.filter(({ until }) => until >= today);
  const left = findings.filter((finding) => !stillValid.some(isOf(finding)));
  const unused = allowed.filter((exception) => !findings.some((finding) => isOf(finding)(exception)));
  const complaints = [
    ...left.map(
      ({ name, range, severity, title, url }) => `${name} ${range}: ${severity}: ${title} (${url})`,
    ),
    ...unused.map(
      ({ advisory, package: name }) => `${advisory} of ${name} is excepted, but no longer found.`,
    ),
  ];
  return complaints.length > 0
    ? { outcome: 'failed', complaints: [...new Set(complaints)] }
    : { outcome: 'passed', excepted: findings.length };
}

function requireForm<T extends TSchema>(schema: T, value: unknown, name: string): Static<T> {
  if (Value.Check(schema, value)) return value;
  const [first] = Value.Errors(schema, value);
  throw new Error(`${name} has an unknown form: ${first?.instancePath} ${first?.message}`);
}
