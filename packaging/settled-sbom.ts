import { createHash } from 'node:crypto';

/** The parts of a CycloneDX document that we look at. */
export interface Sbom {
  bomFormat: string;
  specVersion: string;
  serialNumber?: string;
  metadata: { timestamp?: string; component: { name: string; version: string } };
  components: SbomComponent[];
  /** By `bom-ref`: what needs what. */
  dependencies: { ref: string; dependsOn?: string[] }[];
}

export interface SbomComponent {
  'bom-ref': string;
  name: string;
  version: string;
  purl: string;
  hashes?: { alg: string; content: string }[];
  licenses?: { license: { id?: string; name?: string } }[];
}

/** package-lock.json, as far as it says what is installed without the development's dependencies. */
export interface Lock {
  packages: Readonly<Record<string, { version?: string; dev?: true }>>;
}

/**
 * The production dependencies alone: `npm sbom --omit=dev` also leaves out what both we and a development dependency
 * need (npm 10 and 11).
 */
export function productionSbom(sbom: Sbom, { packages }: Lock): Sbom {
  const production = new Set(
    Object.entries(packages)
      .filter(([, { dev }]) => dev !== true)
      .map(([path, { version }]) => `${path.replace(/^.*node_modules\//, '')}@${version}`),
  );
  const components = sbom.components.filter(({ name, version }) => production.has(`${name}@${version}`));
  const root = sbom.dependencies.slice(0, 1).map(({ ref }) => ref);
  const kept = new Set([...root, ...components.map((component) => component['bom-ref'])]);
  const dependencies = sbom.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((needed) => kept.has(needed)) }));
  return { ...sbom, components, dependencies };
}

/**
 * What npm printed, so that the same lock gives the same bytes: npm draws the serial number, takes the time, and names
 * the application after its folder. `epoch`: SOURCE_DATE_EPOCH, seconds; without it there is no time.
 */
export function settledSbom(sbom: Sbom, { name, epoch }: { name: string; epoch?: string | undefined }): Sbom {
  const { timestamp: _, component, ...metadata } = sbom.metadata;
  const time = epoch === undefined ? {} : { timestamp: new Date(Number(epoch) * 1000).toISOString() };
  const settled = { ...sbom, metadata: { ...metadata, ...time, component: { ...component, name } } };
  return { ...settled, serialNumber: `urn:uuid:${uuidOf(settled)}` };
}

/** A UUID of version 8 (RFC 9562): any bits, here those of a hash of the document without its number. */
function uuidOf({ serialNumber: _, ...content }: Sbom): string {
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const variant = ((Number.parseInt(hash.slice(16, 17), 16) & 0b0011) | 0b1000).toString(16);
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
