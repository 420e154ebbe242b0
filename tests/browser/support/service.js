// Starts the program under test, on data of its own, and stops it.
import { spawn } from "node:child_process";
import { mkdtemp, rm, chmod } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const program = process.env.PROGRAM ?? path.join(root, "target/debug/inpatient-referral");

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function until(ready, seconds, what) {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    if (await ready()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what} took more than ${seconds} seconds`);
}

/** A running service with demonstration data: its address, and how to stop it. */
export async function startService(settings = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), "referral-browser-"));
  await chmod(folder, 0o755);
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const output = [];
  const child = spawn(program, ["serve"], {
    env: {
      ...process.env,
      DATABASE_URL: "",
      PORT: String(port),
      BASE_URL: address,
      DATA_DIR: path.join(folder, "data"),
      DEMO: "true",
      REQUESTS_PER_SECOND: "1000",
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => output.push(chunk));
  const text = () => Buffer.concat(output).toString();
  const answers = async () => {
    if (child.exitCode !== null) throw new Error(`the service ended:\n${text()}`);
    const response = await fetch(`${address}/health/ready`).catch(() => null);
    return response?.ok ?? false;
  };
  await until(answers, 90, "starting the service");
  return {
    address,
    output: text,
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
