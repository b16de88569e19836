import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

export interface Mounted {
  /** Runs a program where the mount is; for `StartOptions.through`. */
  through: readonly string[];
  /** Runs a shell command where the mount is, to its end. */
  run(command: string): void;
  end(): void;
}

const permission = `Mounting is not permitted here. Run the tests as root; in a container, with --cap-add SYS_ADMIN (and, under
AppArmor, --security-opt apparmor=unconfined); as another user, where user namespaces are allowed (sysctl user.max_user_namespaces).`;

/** Mounts by a shell command, in a mount namespace of its own: nothing of it is seen on the machine. */
export async function mounted(command: string): Promise<Mounted> {
  const isRoot = process.getuid?.() === 0;
  const script = `${command} && echo mounted && exec sleep infinity`;
  const holder = spawn('unshare', [isRoot ? '-m' : '-rm', 'sh', '-c', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  holder.stderr.setEncoding('utf8').on('data', (chunk) => {
    said += chunk;
  });
  const isMounted = await Promise.race([
    once(holder.stdout, 'data').then(() => true),
    once(holder, 'close').then(() => false),
    once(holder, 'error').then(() => false),
  ]);
  if (!isMounted) throw new Error(`${permission}\n${said}`);
  process.once('exit', () => holder.kill('SIGKILL'));
  const entry = ['-t', String(holder.pid), ...(isRoot ? [] : ['-U', '--preserve-credentials']), '-m'];
  return {
    through: ['nsenter', ...entry, `--wd=${process.cwd()}`],
    run(line) {
      const { status, stderr } = spawnSync('nsenter', [...entry, 'sh', '-c', line], { encoding: 'utf8' });
      if (status !== 0) throw new Error(`${line}: ${stderr}`);
    },
    end: () => void holder.kill('SIGKILL'),
  };
}
