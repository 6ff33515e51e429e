// The process a peer in JavaScript runs in: node child.mjs MODULE.
// It speaks as ../child.py does: a line of JSON for each page, after a first one that says it is ready.

import { readFileSync, writeFileSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

// So that the first page does not pay for what is loaded at first use.
const WARM_UP =
  "<html><head><title>The harbour is open</title></head><body><p>The harbour, which had been " +
  "closed since the storm, was opened again on Saturday, they said.</p></body></html>";

// What peers print must not get among the answers.
for (const name of ["log", "info", "debug", "warn", "error"]) console[name] = () => {};

function say(words) {
  // The pipe may take less at a time than an answer is long.
  let bytes = Buffer.from(JSON.stringify(words) + "\n");
  while (bytes.length) {
    try {
      bytes = bytes.subarray(writeSync(1, bytes));
    } catch (problem) {
      if (problem.code !== "EAGAIN") throw problem;
    }
  }
}

function resetPeak() {
  try {
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {
    // Not on this system: the peak is that of all pages.
  }
}

function peak() {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]) / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
}

function tidy(metadata) {
  const line = (text) => String(text ?? "").replace(/\s+/g, " ").trim();
  const found = {
    title: line(metadata.title),
    authors: (metadata.authors ?? []).map(line).filter(Boolean),
    date: line(metadata.date).slice(0, 10),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value.length));
}

async function answer(extract, page, url) {
  const result = { text: "", metadata: {}, error: "" };
  resetPeak();
  const before = process.cpuUsage();
  let spent;
  try {
    const [text, metadata] = await extract(page, url);
    spent = process.cpuUsage(before);
    result.text = String(text ?? "");
    result.metadata = tidy(metadata);
  } catch (problem) {
    spent = process.cpuUsage(before);
    result.error = `${problem?.name}: ${problem?.message}`.slice(0, 300);
  }
  return { ...result, cpu_ms: (spent.user + spent.system) / 1000, peak_mb: peak() };
}

let extract;
try {
  ({ extract } = await import(pathToFileURL(process.argv[2])));
} catch (problem) {
  say({ error: `${problem.name}: ${problem.message}` });
  process.exit(1);
}
await answer(extract, WARM_UP, "https://example.org/");
say({ error: "" });
for await (const line of createInterface({ input: process.stdin })) {
  const { page, url } = JSON.parse(line);
  say(await answer(extract, page, url));
}
