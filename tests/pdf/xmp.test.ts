import { describe, expect, it } from 'vitest';
import { xmpPacket } from '../../src/pdf/xmp.ts';

const packet = (title: string) =>
  xmpPacket(
    { title, creator: 'c', producer: 'p', date: new Date('2026-11-20T08:00:00+08:00') },
    new Uint8Array(16),
  );

describe('xmpPacket', () => {
  it('escapes what is markup and leaves out what XML forbids', () => {
    expect(packet('A & B <C> \u0007报')).toContain('>A &amp; B &lt;C&gt; 报</rdf:li>');
  });

  it('tells the instant in UTC', () => {
    expect(packet('x')).toContain('<xmp:CreateDate>2026-11-20T00:00:00Z</xmp:CreateDate>');
  });
});
