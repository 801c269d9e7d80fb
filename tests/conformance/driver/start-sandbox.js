// For running the checks alone: the Sandbox as `dotnet build` left it, on a port of its own.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../../../src/PostmortemBot.Sandbox', import.meta.url));
const MANIFEST = fileURLToPath(new URL('../manifest.yaml', import.meta.url));

export async function startSandbox() {
  const port = process.env.SANDBOX_PORT ?? 5180;
  const url = `http://127.0.0.1:${port}`;
  const child = spawn('dotnet', ['run', '--project', PROJECT, '--', '--urls', url, '--Sandbox:Manifest', MANIFEST], { stdio: 'ignore' });
  for (const deadline = Date.now() + 60_000; ; ) {
    if (await answers(url)) return { url, stop: () => child.kill() };
    if (child.exitCode !== null) throw new Error(`the Sandbox ended with exit code ${child.exitCode}`);
    if (Date.now() > deadline) throw new Error(`the Sandbox does not answer at ${url}`);
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
