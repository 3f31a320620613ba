import { describe, expect, it } from 'vitest';
import { xmpPacket } from '../../src/pdf/metadata.ts';

const packet = (title: string) =>
  xmpPacket(
    { title, creator: 'c', producer: 'p', date: new Date('2026-11-20T08:00:00+08:00') },
    new Uint8Array(16),
  );

describe('xmpPacket', () => {
  it('escapes markup and drops control characters, which XML forbids', () => {
    expect(packet('A & B <C> \u0007报')).toContain('>A &amp; B &lt;C&gt; 报</rdf:li>');
  });

  it('gives the date in UTC', () => {
    expect(packet('x')).toContain('<xmp:CreateDate>2026-11-20T00:00:00Z</xmp:CreateDate>');
  });
});
