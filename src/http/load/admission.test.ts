import { expect, it } from 'vitest';
import { Admission } from './admission.ts';

const settings = { working: 2, waiting: 2, heldBytes: 100 };

/** Whether each ticket's turn has come. */
async function started(turns: readonly Promise<void>[]): Promise<boolean[]> {
  const come = turns.map(() => false);
  for (const [i, turn] of turns.entries())
    void turn.then(() => {
      come[i] = true;
    });
  await new Promise((resolve) => setImmediate(resolve));
  return come;
}

it('lets some work, some wait for them in their order, and refuses the others', async () => {
  const admission = new Admission(settings);
  const tickets = [0, 0, 0, 0].map((bytes) => admission.enter(bytes));
  const turns = tickets.map((ticket) => ticket.turn());
  expect(await started(turns)).toEqual([true, true, false, false]);
  expect(() => admission.enter(0)).toThrow('Too many requests are under way; try again.');
  tickets[1]?.leave();
  expect(await started(turns)).toEqual([true, true, true, false]);
  const next = admission.enter(0);
  const nextTurn = next.turn();
  tickets[0]?.leave();
  expect(await started([...turns, nextTurn])).toEqual([true, true, true, true, false]);
  tickets[2]?.leave();
  expect(await started([nextTurn])).toEqual([true]);
});

it('takes one that leaves before its turn out of the queue', async () => {
  const admission = new Admission({ ...settings, working: 1 });
  const [first, second, third] = [admission.enter(0), admission.enter(0), admission.enter(0)];
  await first.turn();
  const [given, kept] = [second.turn(), third.turn()];
  second.leave();
  first.leave();
  expect(await started([given, kept])).toEqual([false, true]);
  third.leave();
  const again = admission.enter(0);
  expect(await started([again.turn()])).toEqual([true]);
});

it('holds no more bytes than it may, but any one body', () => {
  const admission = new Admission(settings);
  const long = admission.enter(1000);
  expect(() => admission.enter(1)).toThrow('Too many long requests are under way; try again.');
  admission.enter(0).leave();
  long.leave();
  const most = admission.enter(60);
  expect(() => admission.enter(41)).toThrow('Too many long requests');
  admission.enter(40).leave();
  most.leave();
});

it('gives every place back, in whatever order requests come and go', async () => {
  const admission = new Admission(settings);
  for (let round = 0; round < 50; round++) {
    const tickets = [10, 20, 30, 40].map((bytes) => admission.enter(bytes));
    for (const ticket of tickets) void ticket.turn();
    for (const ticket of round % 2 === 0 ? tickets : tickets.reverse()) ticket.leave();
  }
  const turns = [25, 25, 25, 25].map((bytes) => admission.enter(bytes).turn());
  expect(await started(turns)).toEqual([true, true, false, false]);
});

it('keeps a quarter of the places and of the bytes from any one client, for the others', () => {
  const admission = new Admission({ working: 2, waiting: 6, heldBytes: 100 });
  const slow = [25, 25, 25, 0, 0, 0].map((bytes) => admission.enter(bytes, 'key:1'));
  expect(() => admission.enter(0, 'key:1')).toThrow(
    'Too many requests of this client are under way; try again.',
  );
  slow.pop()?.leave();
  expect(() => admission.enter(1, 'key:1')).toThrow('Too many long requests of this client are under way');
  const others = [admission.enter(25, 'key:2'), admission.enter(0, null)];
  for (const ticket of [...slow, ...others]) ticket.leave();
  // What was given back may be taken again, and a body that is alone may be of any length.
  admission.enter(1000, 'key:1').leave();
  for (let i = 0; i < 6; i++) admission.enter(0, 'key:1');
});
