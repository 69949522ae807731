import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { FolderInUse, holdFolder } from './folder-lock.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'pilar-folder-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

const HOLD = `const { holdFolder } = await import(process.argv[1]);
holdFolder(process.argv[2]);
console.log('held');
setInterval(() => {}, 1000);`;

/** A process that holds the folder, by itself or as the first process of a world of its own, as in a container. */
async function holder(held: string, within: readonly string[] = []): Promise<ChildProcess> {
  const command = [
    ...within,
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    '--input-type=module',
    '-e',
    HOLD,
    join(import.meta.dirname, 'folder-lock.ts'),
    held,
  ];
  const child = spawn(command[0] ?? '', command.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await once(child.stdout, 'data');
  return child;
}

test('a folder that another process holds is refused, and free the moment that process is killed', async () => {
  const held = folder();
  const other = await holder(held);
  expect(() => holdFolder(held)).toThrow(FolderInUse);
  expect(() => holdFolder(held)).toThrow(`process ${other.pid}`);
  other.kill('SIGKILL');
  await once(other, 'exit');
  holdFolder(held)();
});

test('a process that hangs still holds its folder', async () => {
  const held = folder();
  const other = await holder(held);
  other.kill('SIGSTOP');
  expect(() => holdFolder(held)).toThrow(FolderInUse);
});

test('a folder is held once in one process, until it is let go', () => {
  const held = folder();
  const release = holdFolder(held);
  expect(() => holdFolder(held)).toThrow(FolderInUse);
  release();
  holdFolder(held)();
});

test('what a process of the same number once wrote down keeps nobody out', () => {
  const held = folder();
  writeFileSync(join(held, 'in-use'), String(process.ppid));
  holdFolder(held)();
});

const container = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc'];
const containers = spawnSync(container[0] ?? '', [...container.slice(1), 'true']).status === 0;

test.runIf(containers)(
  'two containers that share a folder both call themselves process 1, and one is refused',
  async () => {
    const held = folder();
    const other = await holder(held, container);
    const second = spawnSync(
      container[0] ?? '',
      [
        ...container.slice(1),
        process.execPath,
        '--disable-warning=ExperimentalWarning',
        '--input-type=module',
        '-e',
        `${HOLD}\nprocess.exit(0)`,
        join(import.meta.dirname, 'folder-lock.ts'),
        held,
      ],
      { encoding: 'utf8' },
    );
    expect(second.status).not.toBe(0);
    expect(second.stderr).toContain('is in use by process 1 on');
    other.kill('SIGKILL');
    await once(other, 'exit');
    await vi.waitFor(() => holdFolder(held)(), { timeout: 60_000, interval: 20 });
  },
);
