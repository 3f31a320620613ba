/*
 * Whether the Huffman codes of a sequential JPEG make sense from the first to the last block.
 *
 * libjpeg warns only where a code does not exist or the data end too early. Flipped bits hardly ever lead to that: the codes
 * fall into step again after a few blocks, and everything to the right and below has another colour or another place. So the
 * codes are read here without decoding a pixel: no block has more than 64 coefficients, no brightness is far beyond black or
 * white, and the data end with the last block. ITU-T T.81, annex F. What holds: a file that any encoder wrote passes.
 *
 * Progressive files are left to libjpeg, which reads them to the end and warns of what is left over after each scan.
 */

const [prefix, startOfImage, startOfScan, endOfImage] = [0xff, 0xd8, 0xda, 0xd9];
const [baseline, extended, huffmanTables, quantizers, restartInterval] = [0xc0, 0xc1, 0xc4, 0xdb, 0xdd];
const isRestart = (marker: number): boolean => (marker & 0xf8) === 0xd0;
/** Frames whose scans are coded otherwise: progressive, lossless, hierarchical, arithmetic. */
const isOtherFrame = (marker: number): boolean =>
  marker >= 0xc2 && marker <= 0xcf && ![huffmanTables, 0xc8, 0xcc].includes(marker);

interface Component {
  readonly id: number;
  /** Blocks in a row and a column of a minimum coded unit. */
  readonly across: number;
  readonly down: number;
  readonly quantizer: number;
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly components: readonly Component[];
}

/**
 * The codes of a table. `single` is found by the next 16 bits. An entry has the bits of code and value (6 bits), and above them
 * the bits of the value for DC, or the number of coefficients for AC. 0: no such code, or a value that 8 bits a sample cannot
 * have. `pairs` is found by the next 12 bits and takes two codes for one wherever both are in them, which halves the time.
 */
interface CodeTable {
  readonly single: Uint16Array;
  readonly pairs: Uint16Array;
}

const pairBits = 12;
/** A code takes at most 16 coefficients: before this one, two codes are of the same block. */
const endOfPairs = 64 - 16;
/** What ends a block, as a number of coefficients: more than it can have. */
const endOfBlock = 128;
/** The largest lengths of values for 8 bits a sample. T.81, F.1.2. */
const [longestDc, longestAc] = [11, 10];

/** In units of the transform: 8 a level. Encoders overshoot white and black at edges by up to 31 levels. */
const darkestToBrightest = 1024 + 8 * 32;

/** Cameras append up to this many bytes to the data, or fill them up with zeros; so few that any are taken for blocks. */
const harmlessRest = 16;
const fewBytes = 5;

/** In: a JPEG file. Out: what its picture data are; `unread` if they are coded otherwise. */
export function checkStream(jpeg: Uint8Array): 'sound' | 'damaged' | 'unread' {
  const file = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  const tables = new Map<number, CodeTable>();
  const steps = new Map<number, number>();
  let frame: Frame | undefined;
  let interval = 0;
  let scans = 0;
  let at = 2;
  while (at + 2 <= file.length) {
    const marker = file[at + 1]!;
    // Bytes between segments, and fill bytes, are skipped as libjpeg skips them.
    if (file[at] !== prefix || marker === prefix || marker === 0) {
      at += 1;
      continue;
    }
    if (marker === endOfImage) return scans > 0 ? 'sound' : 'unread';
    if (isOtherFrame(marker)) return 'unread';
    if (marker === startOfImage || isRestart(marker) || marker === 1) {
      at += 2;
      continue;
    }
    if (at + 4 > file.length) return 'damaged';
    const segment = file.subarray(at + 4, at + 2 + file.readUInt16BE(at + 2));
    at += 4 + segment.length;
    if (marker === baseline || marker === extended) frame = readFrame(segment);
    else if (marker === huffmanTables) readTables(segment, tables);
    else if (marker === quantizers) readQuantizers(segment, steps);
    else if (marker === restartInterval && segment.length >= 2) interval = segment.readUInt16BE(0);
    else if (marker === startOfScan) {
      const scan = frame && readScan(segment, frame, tables, steps);
      if (scan === undefined) return 'unread';
      const { stretches, end } = readStretches(file, at, interval > 0);
      if (isScanDamaged(scan, stretches, interval)) return 'damaged';
      scans += 1;
      at = end;
    }
  }
  return 'damaged';
}

function readFrame(segment: Buffer): Frame | undefined {
  const count = segment[5] ?? 0;
  if (segment[0] !== 8 || segment.length < 6 + 3 * count) return undefined;
  const components = Array.from({ length: count }, (_, index) => {
    const [id, sampling, quantizer] = segment.subarray(6 + 3 * index) as unknown as [number, number, number];
    return { id, across: sampling >> 4, down: sampling & 15, quantizer };
  });
  const [height, width] = [segment.readUInt16BE(1), segment.readUInt16BE(3)];
  const readable = components.every(({ across, down }) => across > 0 && down > 0);
  return readable && width > 0 && height > 0 ? { width, height, components } : undefined;
}

/** T.81, B.2.4.1: of each table, only the step of the mean brightness of a block. */
function readQuantizers(segment: Buffer, steps: Map<number, number>): void {
  for (let at = 0; at + 3 <= segment.length; ) {
    const wide = segment[at]! >> 4 > 0;
    steps.set(segment[at]! & 15, wide ? segment.readUInt16BE(at + 1) : segment[at + 1]!);
    at += 1 + (wide ? 128 : 64);
  }
}

/** T.81, B.2.4.2: the number of codes of each length, and the symbols in the order of their codes. */
function readTables(segment: Buffer, tables: Map<number, CodeTable>): void {
  for (let at = 0; at + 17 <= segment.length; ) {
    const id = segment[at]!;
    const counts = segment.subarray(at + 1, at + 17);
    const symbols = segment.subarray(at + 17, at + 17 + counts.reduce((sum, count) => sum + count, 0));
    tables.set(id, buildTable(counts, symbols, id >> 4 === 0));
    at += 17 + symbols.length;
  }
}

function buildTable(counts: Uint8Array, symbols: Uint8Array, isDc: boolean): CodeTable {
  const single = new Uint16Array(1 << 16);
  const lengths = new Uint8Array(1 << 16);
  let code = 0;
  let next = 0;
  for (let length = 1; length <= 16; length += 1) {
    for (let count = counts[length - 1]!; count > 0; count -= 1, code += 1, next += 1) {
      const [from, to] = [code << (16 - length), (code + 1) << (16 - length)];
      single.fill(entryOf(symbols[next] ?? 0, length, isDc), from, to);
      lengths.fill(length, from, to);
    }
    code <<= 1;
  }
  return { single, pairs: isDc ? single : pairCodes(single, lengths) };
}

function entryOf(symbol: number, length: number, isDc: boolean): number {
  if (isDc) return symbol > longestDc ? 0 : (symbol << 6) | (length + symbol);
  const [run, size] = [symbol >> 4, symbol & 15];
  if (size > longestAc) return 0;
  const coefficients = size === 0 && run < 15 ? endOfBlock : run + 1;
  return (coefficients << 6) | (length + size);
}

function pairCodes(single: Uint16Array, lengths: Uint8Array): Uint16Array {
  return Uint16Array.from({ length: 1 << pairBits }, (_, bits) => {
    const at = bits << (16 - pairBits);
    const first = single[at]!;
    if (lengths[at]! > pairBits) return 0;
    const left = pairBits - (first & 63);
    if (first === 0 || left <= 0 || first >> 6 === endOfBlock) return first;
    const after = (at << (first & 63)) & 0xffff;
    return lengths[after]! > left ? first : single[after]! === 0 ? 0 : first + single[after]!;
  });
}

/** A component in a scan; `mean` is the brightness of its last block in steps. */
interface ScanComponent {
  readonly dc: CodeTable;
  readonly ac: CodeTable;
  readonly limit: number;
  mean: number;
}

interface Scan {
  readonly components: readonly ScanComponent[];
  /** The component of each block of a unit, in order. */
  readonly blocks: readonly ScanComponent[];
  readonly units: number;
}

function readScan(
  segment: Buffer,
  { width, height, components }: Frame,
  tables: ReadonlyMap<number, CodeTable>,
  steps: ReadonlyMap<number, number>,
): Scan | undefined {
  const chosen = Array.from({ length: segment[0] ?? 0 }, (_, index) => {
    const [id, codes] = [segment[1 + 2 * index], segment[2 + 2 * index] ?? 0];
    const component = components.find((each) => each.id === id);
    const [dc, ac] = [tables.get(codes >> 4), tables.get(0x10 | (codes & 15))];
    const step = component && steps.get(component.quantizer);
    if (component === undefined || dc === undefined || ac === undefined || step === undefined)
      return undefined;
    return { component, scanned: { dc, ac, limit: darkestToBrightest / Math.max(step, 1) + 1, mean: 0 } };
  }).filter((each) => each !== undefined);
  if (chosen.length === 0 || chosen.length !== segment[0]) return undefined;
  const [across, down] = [
    Math.max(...components.map((each) => each.across)),
    Math.max(...components.map((each) => each.down)),
  ];
  const scanned = chosen.map((each) => each.scanned);
  if (chosen.length > 1) {
    const units = Math.ceil(width / (8 * across)) * Math.ceil(height / (8 * down));
    const blocks = chosen.flatMap(({ component, scanned: one }) =>
      Array<ScanComponent>(component.across * component.down).fill(one),
    );
    return { components: scanned, blocks, units };
  }
  // A scan of one component has no blocks beyond the edges. T.81, A.2.2.
  const [only] = chosen as [(typeof chosen)[number]];
  const columns = Math.ceil(Math.ceil((width * only.component.across) / across) / 8);
  const rows = Math.ceil(Math.ceil((height * only.component.down) / down) / 8);
  return { components: scanned, blocks: scanned, units: columns * rows };
}

/**
 * The data of a scan from one restart marker to the next, without stuffed bytes. Out: the stretches; the numbers of the
 * restart markers between them must be consecutive, else there is one stretch too few; and the offset of the marker behind.
 */
function readStretches(file: Buffer, from: number, restarts: boolean) {
  const stretches: Buffer[] = [];
  let parts: Buffer[] = [];
  let at = from;
  for (;;) {
    const found = file.indexOf(prefix, at);
    const next = found < 0 ? undefined : file[found + 1];
    if (next === 0) {
      parts.push(file.subarray(at, found + 1));
      at = found + 2;
      continue;
    }
    const end = found < 0 ? file.length : found;
    parts.push(file.subarray(at, end));
    if (next === prefix) {
      at = found + 1;
      continue;
    }
    stretches.push(Buffer.concat([...parts, slack]));
    parts = [];
    if (next === undefined || !restarts || next !== 0xd0 + ((stretches.length - 1) & 7))
      return { stretches, end };
    at = found + 2;
  }
}

/** A block has at most 64 codes and values of 27 bits: so far may reading go beyond the end before it is noticed. */
const slack = Buffer.alloc(64 * 4 * 2);

function isScanDamaged(
  { components, blocks, units }: Scan,
  stretches: readonly Buffer[],
  interval: number,
): boolean {
  let left = units;
  for (const data of stretches) {
    // A restart marker at the end of the data has nothing behind it.
    if (left === 0) return !isHarmlessRest(data, 0);
    for (const component of components) component.mean = 0;
    const count = interval === 0 ? left : Math.min(interval, left);
    if (isStretchDamaged(data, blocks, count)) return true;
    left -= count;
  }
  return left > 0;
}

function isStretchDamaged(data: Buffer, blocks: readonly ScanComponent[], units: number): boolean {
  const end = (data.length - slack.length) * 8;
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  let bit = 0;
  for (let unit = 0; unit < units; unit += 1) {
    for (const block of blocks) {
      bit = skipBlock(view, bit, block);
      if (bit < 0 || bit > end) return true;
    }
  }
  return !isHarmlessRest(data, (bit + 7) >> 3) || isWholeBlocks(view, bit, end, blocks);
}

/** Whether what follows the last block are further blocks, because two blocks were read as one. In: the bit behind the last. */
function isWholeBlocks(data: DataView, from: number, end: number, blocks: readonly ScanComponent[]): boolean {
  if (end - from < fewBytes * 8) return false;
  return blocks.some((first) => {
    const others = [first, ...blocks];
    let bit = from;
    for (let index = 0; bit >= 0 && end - bit >= 8; index += 1) {
      bit = skipBlock(data, bit, { ...others[index % others.length]!, mean: 0 });
    }
    return bit >= 0 && bit <= end;
  });
}

/** Reads the codes of one block. Out: the bit behind it, or -1 if a code or a value is impossible. */
function skipBlock(data: DataView, from: number, block: ScanComponent): number {
  let bit = from;
  const dc = block.dc.single[peek(data, bit) >>> 16]!;
  if (dc === 0) return -1;
  const size = dc >> 6;
  bit += dc & 63;
  if (size > 0) {
    // A value whose first bit is 0 is negative. T.81, F.1.2.1.
    const value = peek(data, bit - size) >>> (32 - size);
    block.mean += value >>> (size - 1) === 0 ? value - (1 << size) + 1 : value;
    if (block.mean > block.limit || -block.mean > block.limit) return -1;
  }
  const { single, pairs } = block.ac;
  let coefficient = 1;
  while (coefficient < 64) {
    const next = peek(data, bit);
    const codes = (coefficient < endOfPairs && pairs[next >>> (32 - pairBits)]!) || single[next >>> 16]!;
    if (codes === 0) return -1;
    bit += codes & 63;
    coefficient += codes >> 6;
  }
  return coefficient > 64 && coefficient < endOfBlock ? -1 : bit;
}

/** At least the next 25 bits, at the top of 32. */
function peek(data: DataView, bit: number): number {
  return data.getInt32(bit >>> 3) << (bit & 7);
}

function isHarmlessRest(data: Buffer, from: number): boolean {
  const rest = data.subarray(from, data.length - slack.length);
  return rest.length < harmlessRest || rest.every((byte) => byte === 0);
}
