import type { Line } from '../../source.ts';

/** What a line of `kubectl version` is; `version` when it states that of the API server. */
export type VersionLine = { readonly kind: 'other' } | { readonly kind: 'server'; readonly version: string };

const other: VersionLine = { kind: 'other' };
const plain = /^(Server|Client|Kustomize|Kubernetes) Version: (v\d[\w.+-]{0,60})$/;
const struct = /^(Server|Client) Version: version\.Info\{.{0,200}GitVersion:"(v\d[\w.+-]{0,60})"/;
const property = /^"?gitVersion"?: "?(v\d[\w.+-]{0,60})"?,?$/;
const otherProperty =
  /^"?(?:buildDate|compiler|emulationMajor|emulationMinor|gitCommit|gitTreeState|goVersion|major|minCompatibilityMajor|minCompatibilityMinor|minor|platform)"?: |^"?kustomizeVersion"?: /;
const warning = /^WARNING: (?:version difference between client|This version information is deprecated)/;

/** Reads `kubectl version` in its forms: lines, the older struct, YAML and JSON. */
export class VersionReader {
  #section: 'client' | 'server' | null = null;

  /** `null`: not a line of `kubectl version`. */
  read({ text }: Line): VersionLine | null {
    const line = text.trim();
    const stated = plain.exec(line) ?? struct.exec(line);
    if (stated !== null) {
      const [, of, version = ''] = stated;
      return of === 'Server' || of === 'Kubernetes' ? { kind: 'server', version } : other;
    }
    if (warning.test(line)) return other;
    const section = /^"?(client|server)Version"?: ?\{?$/.exec(line)?.[1];
    if (section === 'client' || section === 'server') {
      this.#section = section;
      return other;
    }
    if (this.#section === null) return null;
    const version = property.exec(line)?.[1];
    if (version !== undefined) return this.#section === 'server' ? { kind: 'server', version } : other;
    if (otherProperty.test(line) || /^[{}],?$/.test(line)) return other;
    this.#section = null;
    return null;
  }
}
