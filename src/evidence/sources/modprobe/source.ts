// modprobe: FATAL: Module br_netfilter not found in directory /lib/modules/5.15.0-1019
// kernel/net/bridge/br_netfilter.ko
import { kernelModules } from '../../../facts/host.ts';
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';

const known: ReadonlySet<string> = new Set(kernelModules);

/** Asked for by kubeadm to read the kernel's configuration; that it is missing means nothing. */
const dispensable = new Set(['configs']);

const settled = /^(?:modprobe|insmod): (?:ERROR|WARNING|FATAL|can't)/;

/** Modules are named with either character. */
const moduleOf = (text: string): string => text.replaceAll('-', '_');

/** The module that kmod, module-init-tools or busybox could not find; `null` for any other line. */
function missingModule(text: string): string | null {
  const kmod =
    /\bFATAL: Module ([\w-]{1,64}) not found\b/.exec(text) ??
    /\bmodinfo: ERROR: Module ([\w-]{1,64}) not found\b/.exec(text);
  const busybox = /\bmodprobe: module '?([\w-]{1,64})'? not found in modules\.dep/.exec(text);
  const named = (kmod ?? busybox)?.[1];
  return named === undefined ? null : moduleOf(named);
}

/** The module that a line of modules.builtin names; other lists of modules hold paths, too, but not relative ones that end here. */
function builtinModule(text: string, fromFile: boolean): string | null {
  const path = text.trim();
  const marker = path.indexOf('modules.builtin:');
  const relative =
    marker < 0 ? path : path.slice(marker + 'modules.builtin:'.length).replace(/^\d{1,6}:/, '');
  if (!relative.startsWith('kernel/') || !relative.endsWith('.ko') || /[\s:]/.test(relative)) return null;
  return fromFile || marker >= 0 ? moduleOf(relative.slice(relative.lastIndexOf('/') + 1, -3)) : null;
}

/** Whether relative paths come from modules.builtin: the command says so, or nothing says that they come from elsewhere. */
const readsBuiltin = (block: Block): boolean =>
  block.command === null || block.command.includes('modules.builtin');

function take(reading: ReadingBuilder, line: Line, fromFile: boolean): void {
  const missing = missingModule(line.text);
  const builtin = builtinModule(line.text, fromFile);
  if (missing !== null && !dispensable.has(missing)) reading.item('kernel-module.missing', missing, line);
  else if (builtin !== null && known.has(builtin)) reading.value(`kernel-module.${builtin}`, true, line);
  else if (missing !== null || builtin !== null || settled.test(line.text.trim())) reading.understand(line);
}

export const modprobe: Source = {
  id: 'modprobe',
  title: 'modules that are built in or missing (modprobe, modules.builtin)',
  commands: ['modprobe', 'modinfo', 'insmod'],
  needles: ['FATAL: Module ', 'ERROR: Module ', 'modprobe: ', 'insmod: ', 'modules.builtin', '.ko'],
  facts: ['kernel-module.missing', ...kernelModules.map((name) => `kernel-module.${name}`)],
  read(block) {
    const reading = new ReadingBuilder();
    const fromFile = readsBuiltin(block);
    for (const line of block.lines) take(reading, line, fromFile);
    return reading;
  },
};
