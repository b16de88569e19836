import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { KeyedQueue } from './keyed-queue.ts';

it('runs the tasks of one key one after another, and those of another key meanwhile', async () => {
  const queue = new KeyedQueue();
  const log: string[] = [];
  const task = (name: string) => async () => {
    log.push(`${name} starts`);
    await turn();
    log.push(`${name} ends`);
    return name;
  };
  const results = [queue.run('a', task('a1')), queue.run('a', task('a2')), queue.run('b', task('b1'))];
  expect(await Promise.all(results)).toEqual(['a1', 'a2', 'b1']);
  expect(log.filter((line) => line.startsWith('a'))).toEqual([
    'a1 starts',
    'a1 ends',
    'a2 starts',
    'a2 ends',
  ]);
  expect(log.indexOf('b1 starts')).toBeLessThan(log.indexOf('a1 ends'));
});

it('goes on after a task that fails', async () => {
  const queue = new KeyedQueue();
  const failing = queue.run('a', () => Promise.reject(new Error('first')));
  const next = queue.run('a', async () => 'second');
  await expect(failing).rejects.toThrow('first');
  expect(await next).toBe('second');
});
