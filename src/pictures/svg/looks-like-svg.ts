export const isGzipped = ([first, second]: Uint8Array): boolean => first === 0x1f && second === 0x8b;

/** Whether a file is to be read as SVG: it is markup, or packed. No other picture format begins like these. */
export function looksLikeSvg(bytes: Uint8Array): boolean {
  if (isGzipped(bytes)) return true;
  // Every encoding that XML allows writes `<` as this byte, if with a zero beside it.
  const head = [...bytes.subarray(0, 400)].filter((byte) => byte !== 0);
  const bom = head[0] === 0xef ? 3 : head[0] === 0xfe || head[0] === 0xff ? 2 : 0;
  return head.slice(bom).find((byte) => ![9, 10, 13, 32].includes(byte)) === 0x3c;
}
