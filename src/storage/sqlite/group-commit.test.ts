import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GroupCommit } from './group-commit.ts';
import { connectSqlite } from './open-sqlite.ts';

let folder: string;
let database: Database.Database;
let commits: GroupCommit;
let insert: (n: number) => number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'culprit-commit-'));
  database = connectSqlite(join(folder, 'a.db'));
  database.exec('CREATE TABLE numbers (n INTEGER PRIMARY KEY CHECK (n < 1000))');
  database.pragma('wal_checkpoint(TRUNCATE)');
  commits = new GroupCommit(database);
  const statement = database.prepare('INSERT INTO numbers (n) VALUES (?)');
  insert = (n) => statement.run(n).changes;
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

/** Transactions in the log: the last frame of each tells the database's size. https://sqlite.org/fileformat2.html#walformat */
function transactions(): number {
  const wal = join(folder, 'a.db-wal');
  const log = existsSync(wal) ? readFileSync(wal) : Buffer.alloc(0);
  if (log.length === 0) return 0;
  const frame = 24 + log.readUInt32BE(8);
  let count = 0;
  for (let at = 32; at + frame <= log.length; at += frame) if (log.readUInt32BE(at + 4) > 0) count++;
  return count;
}

const numbers = () => database.prepare('SELECT n FROM numbers ORDER BY n').pluck().all();

it('makes one transaction of the writes that wait at the same moment', async () => {
  const writes = Array.from({ length: 50 }, (_, n) => commits.run(() => insert(n)));
  expect(transactions()).toBe(0);
  expect(await Promise.all(writes)).toEqual(Array(50).fill(1));
  expect(transactions()).toBe(1);
  await commits.run(() => insert(50));
  expect(transactions()).toBe(2);
  expect(numbers()).toHaveLength(51);
});

it('has committed when a write resolves', async () => {
  const other = connectSqlite(join(folder, 'a.db'));
  await commits.run(() => insert(1));
  expect(other.prepare('SELECT count(*) FROM numbers').pluck().get()).toBe(1);
  other.close();
});

it('undoes the whole of a write that fails, and nothing of its neighbours', async () => {
  const results = await Promise.allSettled([
    commits.run(() => insert(1)),
    commits.run(() => insert(2) + insert(1)),
    commits.run(() => {
      insert(3);
      throw new Error('no database error');
    }),
    commits.run(() => insert(4)),
  ]);
  expect(results).toMatchObject([
    { value: 1 },
    { reason: { code: 'conflict', cause: { code: 'SQLITE_CONSTRAINT_PRIMARYKEY' } } },
    { reason: { code: 'unavailable', cause: { message: 'no database error' } } },
    { value: 1 },
  ]);
  expect(numbers()).toEqual([1, 4]);
  expect(transactions()).toBe(1);
});

it('tells every writer when the transaction itself fails, and goes on with the next', async () => {
  const results = await Promise.allSettled([
    commits.run(() => insert(1)),
    // What a full disk does: SQLite ends the transaction by itself.
    commits.run(() => database.exec('INSERT OR ROLLBACK INTO numbers VALUES (1000)')),
    commits.run(() => insert(2)),
  ]);
  expect(results).toMatchObject(Array(3).fill({ reason: { code: 'unavailable' } }));
  expect(numbers()).toEqual([]);
  expect(await commits.run(() => insert(3))).toBe(1);
});

describe('while another process has the lock', () => {
  let other: Database.Database;
  beforeEach(() => {
    database.pragma('busy_timeout = 0');
    other = connectSqlite(join(folder, 'a.db'));
    other.exec('BEGIN IMMEDIATE');
  });
  afterEach(() => other.close());

  it('tries again until the lock is free, and lets other work go on meanwhile', async () => {
    const writes = [commits.run(() => insert(1))];
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 10));
    writes.push(commits.run(() => insert(2)));
    expect(numbers()).toEqual([]);
    other.exec('ROLLBACK');
    expect(await Promise.all(writes)).toEqual([1, 1]);
  });

  it('says unavailable to those who waited for too long, and goes on when the lock is free', async () => {
    const impatient = new GroupCommit(database, { patienceMilliseconds: 50 });
    await expect(impatient.run(() => insert(1))).rejects.toMatchObject({
      code: 'unavailable',
      message: 'Another process holds the lock of the database.',
      cause: { code: 'SQLITE_BUSY' },
    });
    other.exec('ROLLBACK');
    expect(await impatient.run(() => insert(1))).toBe(1);
  });

  it('closes when those who wait have been told', async () => {
    const impatient = new GroupCommit(database, { patienceMilliseconds: 50 });
    const told = expect(impatient.run(() => insert(1))).rejects.toMatchObject({ code: 'unavailable' });
    await impatient.close();
    await told;
  });
});

it('commits what waits when it is closed, and takes no more', async () => {
  const waiting = commits.run(() => insert(1));
  await commits.close();
  expect(await waiting).toBe(1);
  await expect(commits.run(() => insert(2))).rejects.toMatchObject({ code: 'unavailable' });
  expect(numbers()).toEqual([1]);
});
