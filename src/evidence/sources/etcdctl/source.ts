// https://10.0.0.1:2379 is healthy: successfully committed proposal: took = 9.8ms
// | https://10.0.0.2:2379 |  false | 5.0s | context deadline exceeded |
// https://10.0.0.1:2379, 8e9e05c52164694d, 3.5.9, 20 MB, true, false, 2, 8, 8,
import type { EtcdEndpoint } from '../../../facts/control-plane-state.ts';
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';

const fact = 'etcd.endpoints';

const said = /^\W{0,3}(?:member )?(\S{1,200}) is (healthy|unhealthy|unreachable): (.{1,300})/;
const failed = /^Failed to get the status of endpoint (\S{1,200}) \((.{1,200})\)/;
const isEndpoint = (cell: string): boolean => /^(?:https?:\/\/)?[\w.[\]:-]{1,200}:\d{2,5}$/.test(cell);
const isMember = (cell: string): boolean => isEndpoint(cell) || /^[0-9a-f]{8,16}$/.test(cell);

/** The columns of a table, or those that the plain form of `endpoint status` prints. */
const plain = ['ENDPOINT', 'ID', 'VERSION', 'DB SIZE', 'IS LEADER', 'IS LEARNER'];

const withError = (error: string | undefined): { error?: string } =>
  error === undefined || error === '' ? {} : { error };

function spoken(text: string): EtcdEndpoint | null {
  const [, endpoint = '', word, rest = ''] = said.exec(text) ?? [];
  if (isMember(endpoint) && word === 'healthy') return { endpoint, healthy: true };
  if (isMember(endpoint)) return { endpoint, healthy: false, error: rest };
  const [, silent = '', error] = failed.exec(text) ?? [];
  return isEndpoint(silent) ? { endpoint: silent, healthy: false, ...withError(error) } : null;
}

function fromCells(cells: readonly string[], columns: readonly string[]): EtcdEndpoint | null {
  const cell = (name: string): string | undefined => cells[columns.indexOf(name)];
  const endpoint = cell('ENDPOINT') ?? '';
  if (!isEndpoint(endpoint)) return null;
  const [health, leader] = [cell('HEALTH'), cell('IS LEADER')];
  if (health === undefined && leader === undefined) return null;
  const error = cell('ERROR') ?? cell('ERRORS');
  return {
    endpoint,
    ...(health === undefined ? {} : { healthy: health === 'true' }),
    ...(leader === undefined ? {} : { leader: leader === 'true' }),
    ...withError(error),
  };
}

class EtcdReading extends ReadingBuilder {
  #columns: readonly string[] = [];

  take(line: Line): void {
    const { text } = line;
    if (text.startsWith('|')) this.#takeRow(line);
    else if (this.#columns.length > 0 && /^\+[-+]{5,}\+\s*$/.test(text)) this.understand(line);
    else {
      const cells = text.split(', ').map((cell) => cell.replace(/,$/, '').trim());
      const found = spoken(text) ?? (cells.length >= 7 && cells.length < 12 ? fromCells(cells, plain) : null);
      if (found !== null) this.item(fact, found, line);
    }
  }

  #takeRow(line: Line): void {
    const cells = line.text
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (cells[0] === 'ENDPOINT') {
      this.#columns = cells;
      this.understand(line);
      return;
    }
    const found = fromCells(cells, this.#columns);
    if (found !== null) this.item(fact, found, line);
  }
}

export const etcdctl: Source = {
  id: 'etcdctl',
  title: 'etcdctl endpoint health and status, cluster-health',
  commands: ['etcdctl endpoint health', 'etcdctl endpoint status', 'etcdctl cluster-health'],
  needles: ['healthy: ', 'is unreachable: ', 'get the status of endpoint', '| ENDPOINT', ':2379, '],
  facts: [fact],
  read({ lines }: Block) {
    const reading = new EtcdReading();
    for (const line of lines) reading.take(line);
    return reading;
  },
};
