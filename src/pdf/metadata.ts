/** What Info and XMP both state; they must agree. ISO 15930-7, 6.8. */
export interface FileMetadata {
  readonly title: string;
  readonly creator: string;
  readonly producer: string;
  readonly date: Date;
}

/** The Info dictionary. ISO 32000-1, 14.3.3. */
export function infoDictionary({ title, creator, producer, date }: FileMetadata): Record<string, unknown> {
  return {
    Producer: new String(producer),
    Creator: new String(creator),
    CreationDate: date,
    Title: new String(title),
    ModDate: date,
    Trapped: 'False',
  };
}

/**
 * The XMP packet. In: what it states, 16 bytes that identify the file's content, and whether the file is PDF/X-4.
 * ISO 16684-1; ISO 15930-7, 6.8.
 */
export function xmpPacket(
  { title, creator, producer, date }: FileMetadata,
  identity: Uint8Array,
  isPdfX = true,
): string {
  const instant = escapeXml(`${date.toISOString().slice(0, 19)}Z`);
  const id = `uuid:${uuid(identity)}`;
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(title)}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>${instant}</xmp:CreateDate>
<xmp:ModifyDate>${instant}</xmp:ModifyDate>
<xmp:MetadataDate>${instant}</xmp:MetadataDate>
<xmp:CreatorTool>${escapeXml(creator)}</xmp:CreatorTool>
<pdf:Producer>${escapeXml(producer)}</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
<xmpMM:DocumentID>${id}</xmpMM:DocumentID>
<xmpMM:InstanceID>${id}</xmpMM:InstanceID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
${isPdfX ? '<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n' : ''}</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Escapes markup and drops the control characters that XML 1.0 forbids even when escaped. */
const escapeXml = (text: string): string =>
  text
    .replace(/[&<>]/g, (character) => entities[character]!)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

/** A custom UUID is version 8: RFC 9562, 5.8. */
function uuid(identity: Uint8Array): string {
  const bytes = Uint8Array.from(identity);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
