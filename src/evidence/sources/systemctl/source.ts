// ● kubelet.service - kubelet: The Kubernetes Node Agent
//      Active: activating (auto-restart) (Result: exit-code) since …
import type { SystemdUnit } from '../../../facts/resources.ts';
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';

const fact = 'systemd.units';

const heading = /^(?:[●○×↻*xX] )?([\w@.:-]{1,120}\.(?:service|socket|timer))(?: - .{0,200})?$/;
const active =
  /^\s*Active: (active|inactive|failed|activating|deactivating|reloading)(?: \(([a-z-]{1,30})\))?(?: \(Result: ([a-z-]{1,40})\))?/;
const state = /^(active|inactive|failed|activating|deactivating|unknown)$/;
const detail =
  /^\s*(?:Loaded|Drop-In|Docs|Process|Main PID|Tasks|Memory|CPU|CGroup|TriggeredBy|Triggers|Duration|Invocation|IP|IO|Status|Until|Trigger):|^\s{4,}[└├│|`]|^\s{8,}\S/;

class StatusReading extends ReadingBuilder {
  #heading: { name: string; line: Line } | null = null;
  #within = false;

  take(line: Line): void {
    const name = heading.exec(line.text.trim().slice(0, 400))?.[1];
    if (name !== undefined) {
      this.#heading = { name, line };
      this.#within = false;
      return;
    }
    if (this.#heading === null) return;
    const found = active.exec(line.text);
    if (found !== null) this.#state(found, line);
    else if (this.#within && detail.test(line.text)) this.understand(line);
  }

  #state(found: RegExpExecArray, line: Line): void {
    if (this.#heading === null) return;
    const [, stateName = '', , result] = found;
    const unit = { unit: this.#heading.name.replace(/\.service$/, ''), state: stateName };
    this.item(fact, result === undefined ? unit : { ...unit, result }, this.#heading.line, line);
    this.#within = true;
  }
}

/** `systemctl is-active kubelet containerd` prints a line for each. */
function takeAnswers(reading: ReadingBuilder, { words, lines }: Block): void {
  const units = words.slice(words.indexOf('is-active') + 1).filter((word) => !word.startsWith('-'));
  const answers = lines.filter(({ text }) => state.test(text.trim()));
  if (answers.length !== units.length) return;
  for (const [position, line] of answers.entries()) {
    const unit: SystemdUnit = { unit: (units[position] ?? '').replace(/\.service$/, ''), state: 'unknown' };
    if (line.text.trim() !== 'unknown') reading.item(fact, { ...unit, state: line.text.trim() }, line);
    else reading.understand(line);
  }
}

export const systemctl: Source = {
  id: 'systemctl',
  title: 'states of services (systemctl status, systemctl is-active)',
  commands: ['systemctl status', 'systemctl is-active'],
  needles: [
    'Active: active',
    'Active: inactive',
    'Active: failed',
    'Active: activating',
    'Active: deactivating',
  ],
  facts: [fact],
  read(block: Block) {
    const reading = new StatusReading();
    if (block.words[0] === 'systemctl' && block.words.includes('is-active')) takeAnswers(reading, block);
    else for (const line of block.lines) reading.take(line);
    return reading;
  },
};
