// What the doctor says of the SQLite file that it is given, as a user who is not root, as JSON.
import Database from 'better-sqlite3';
import { checkSqlite } from '../src/cli/doctor/sqlite-check.ts';

// The driver loads with the first database, which needs the rights of whoever installed it.
new Database(':memory:').close();
if (process.getuid?.() === 0) {
  process.setgid?.(65_534);
  process.setuid?.(65_534);
}
process.stdout.write(JSON.stringify(await checkSqlite(process.argv[2] ?? '', async () => [])));
