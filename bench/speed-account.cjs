// Loaded with --require before a measured program; at its exit, writes its cost to file descriptor 3.
const { readFileSync, writeSync } = require('node:fs');

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(3, JSON.stringify({ cpu: userCPUTime + systemCPUTime, memory: highWater() ?? maxRSS }));
});

/** Peak resident set in KiB. On Linux `maxRSS` includes the parent process; /proc/self/status has the process's own. */
function highWater() {
  try {
    return Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1]);
  } catch {
    return undefined;
  }
}
