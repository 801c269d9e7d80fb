// For running the checks alone: the Sandbox, built if need be, on a port of its own.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../../../src/PostmortemBot.Sandbox', import.meta.url));
const MANIFEST = fileURLToPath(new URL('../manifest.yaml', import.meta.url));

export async function startSandbox() {
  const url = `http://127.0.0.1:${process.env.SANDBOX_PORT ?? 5180}`;
  if (await answers(url)) throw new Error(`something answers at ${url} already; choose another port by SANDBOX_PORT`);
  const started = spawn('dotnet', ['run', '--project', PROJECT, '--', '--urls', url, '--Sandbox:Manifest', MANIFEST], { stdio: 'ignore', detached: true });
  // dotnet run is the parent of what listens, so both are stopped by their group.
  const stop = () => process.kill(-started.pid);
  for (const deadline = Date.now() + 180_000; ; ) {
    if (await answers(url)) return { url, stop };
    if (started.exitCode !== null) throw new Error(`the Sandbox could not be started (exit code ${started.exitCode}). What does this say: dotnet build ${PROJECT}`);
    if (Date.now() > deadline) {
      stop();
      throw new Error(`the Sandbox does not answer at ${url}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function answers(url) {
  try {
    return (await fetch(`${url}/sandbox/workspace`)).ok;
  } catch {
    return false;
  }
}
