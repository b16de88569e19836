/** One revision of a release, as the name of the object that keeps it tells. */
export interface RevisionObject {
  namespace: string | null;
  release: string;
  /** Objects that the line stands for: more than one in a summary by `uniq -c`. */
  count: number;
  /** The number behind `v`, where the line stands for one object. */
  revision?: number;
}

const prefix = 'sh.helm.release.v1.';
const revisionName = /^([a-z0-9*][\w.*-]{0,60})\.v\d{1,9}$/;

/** A Helm 3 name, also without its revision, as summaries have it: `sh.helm.release.v1.api`. */
function releaseOfName(name: string): string | null {
  const object = name.slice(name.lastIndexOf('/') + 1);
  if (!object.startsWith(prefix) || object.length > 300) return null;
  const rest = object.slice(prefix.length);
  return revisionName.exec(rest)?.[1] ?? (/^[a-z0-9*][\w.*-]{0,60}$/.test(rest) ? rest : null);
}

/**
 * The revision that a line of a listing stands for. Helm 2 names its ConfigMaps `api.v12`, which says too little:
 * `isTiller` tells that the command, or the line itself, restricts them to Tiller's.
 */
export function revisionOfLine(words: readonly string[], isTiller: boolean): RevisionObject | null {
  const position = words.findIndex((word) => word.includes(prefix));
  const helm3 = position >= 0 && position <= 2 ? releaseOfName(words[position] ?? '') : null;
  if (helm3 !== null) {
    // A summary begins with its count, and has nothing behind the name.
    const counted = position > 0 && words.length === position + 1 && /^\d{1,9}$/.test(words[0] ?? '');
    const namespace = position === (counted ? 2 : 1) ? (words[position - 1] ?? null) : null;
    return { namespace, release: helm3, count: counted ? Number(words[0]) : 1 };
  }
  if (!isTiller) return null;
  const [name = '', second = ''] = words;
  const own = revisionName.exec(name.slice(name.lastIndexOf('/') + 1))?.[1];
  if (own !== undefined)
    return {
      namespace: null,
      release: own,
      count: 1,
      revision: Number(name.slice(name.lastIndexOf('.v') + 2)),
    };
  // A summary by `uniq -c`, with or without the revision: `1903 staging-api`.
  const counted = /^\d{1,9}$/.test(name) && words.length === 2 && /^[a-z0-9*][\w.*-]{0,60}$/.test(second);
  if (counted) return { namespace: null, release: second.replace(/\.v\d{1,9}$/, ''), count: Number(name) };
  const other = revisionName.exec(second)?.[1];
  return other === undefined ? null : { namespace: name, release: other, count: 1 };
}
