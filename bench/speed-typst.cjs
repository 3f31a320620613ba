// Runs Typst as a user would from Node. In: the source, the PDF to write, the font files.
const { writeFileSync } = require('node:fs');
const { dirname } = require('node:path');
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');

const [source, output, ...fontPaths] = process.argv.slice(2);
const compiler = NodeCompiler.create({ workspace: dirname(source), fontArgs: [{ fontPaths }] });
const compiled = compiler.compile({ mainFilePath: source });
if (compiled.hasError()) {
  compiled.printErrors();
  process.exitCode = 1;
} else {
  // Without tags, like our print PDFs.
  writeFileSync(output, compiler.pdf(compiled.result, { pdfTags: false }));
}
