/** A loaded module as `lsmod` or /proc/modules shows it. */
export interface ModuleLine {
  name: string;
  /** Modules that need it: they are loaded as well. */
  usedBy: string[];
}

const moduleName = /^[a-z0-9_]{1,64}$/i;

/** The header of lsmod. */
export const isModuleHeader = (text: string): boolean => /^Module\s+Size\s+Used by\b/.test(text.trim());

/** `br_netfilter  28672  0`, `bridge 176128 1 br_netfilter`, `overlay 151552 13 - Live 0x0…`; `null` for any other line. */
export function moduleLine(text: string): ModuleLine | null {
  const words = text.trim().split(/\s+/);
  const [name = '', size = '', count = '', users = ''] = words;
  if (!moduleName.test(name) || !/^\d{3,9}$/.test(size) || !/^-?\d{1,5}$/.test(count)) return null;
  const isKernelFile = words.length >= 6 && /^(?:Live|Loading|Unloading)$/.test(words[4] ?? '');
  if ((words.length > 4 && !isKernelFile) || /^[\d.%]/.test(users)) return null;
  return { name, usedBy: users.split(',').filter((user) => moduleName.test(user)) };
}

/** Words of a grep pattern that are whole module names: `ip_vs` and `nf_conntrack` of `-e ip_vs -e nf_conntrack`. */
export function greppedNames(command: string): string[] {
  const grep = /\|\s{0,9}(?:sudo )?[ef]?grep ((?:'[^']*'|"[^"]*"|[^|;&>'"])+)/.exec(command)?.[1];
  if (grep === undefined || /(?:^|\s)-[a-zA-Z]{0,9}[vcqL]/.test(grep)) return [];
  return grep.split(/[\s|\\'"()^$]+/).filter((word) => !word.startsWith('-') && moduleName.test(word));
}

/** A module that a filtered listing would show: grep takes a name that has the pattern anywhere. */
export const wouldShow = (command: string, name: string): boolean => {
  const names = greppedNames(command);
  const exact = /\s-[a-zA-Z]{0,9}[wx]|[\^$]/.test(command);
  return names.some((word) => word === name || (!exact && word.length >= 4 && name.includes(word)));
};
