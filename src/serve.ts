import { type Server, startServer } from './app.ts';
import { readConfig } from './config.ts';
import { CulpritError } from './lib/errors.ts';
import { visible } from './lib/visible.ts';

/** Runs the server until SIGTERM or SIGINT. What keeps it from starting is said in a sentence. */
export async function serve(): Promise<void> {
  try {
    const server = await startServer(readConfig());
    process.stderr.write(greeting(server));
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(server));
  } catch (error) {
    if (!(error instanceof CulpritError)) throw error;
    const details = error.details.map(({ pointer, message }) => `\n  ${pointer} ${message}`).join('');
    process.stderr.write(visible(`culprit: ${error.message}${details}\n`));
    process.exitCode = 1;
  }
}

async function stop(server: Server): Promise<void> {
  await server.stop();
  process.exitCode = 0;
}

function greeting({ url, needsKey }: Server): string {
  const key = needsKey ? '-H "Authorization: Bearer $CULPRIT_API_KEY" ' : '';
  return `culprit listens on ${url}; the reference is at ${url}/docs. Try:

  curl ${key}--data-binary 'net.ipv4.ip_forward = 0' ${url}/v1/diagnoses

`;
}
