// Loaded before a program that is measured: as that ends, tells on file descriptor 3 what it has cost.
const { readFileSync, writeSync } = require('node:fs');

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(3, JSON.stringify({ cpu: userCPUTime + systemCPUTime, memory: highWater() ?? maxRSS }));
});

/** In KiB. Linux counts into `maxRSS` what the process that started this one held: its own is told elsewhere. */
function highWater() {
  try {
    return Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1]);
  } catch {
    return undefined;
  }
}
