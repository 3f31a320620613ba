// Runs Typst as a user would from Node: one compiler in one process, which writes the PDF of each source in turn. In: the
// folder that contains all sources, the font files as one list in the form of PATH, then each source and its PDF.
const { writeFileSync } = require('node:fs');
const { delimiter } = require('node:path');
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');

const [workspace, fonts, ...files] = process.argv.slice(2);
const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: fonts.split(delimiter) }] });
for (let index = 0; index < files.length; index += 2) {
  const compiled = compiler.compile({ mainFilePath: files[index] });
  if (compiled.hasError()) {
    compiled.printErrors();
    process.exitCode = 1;
    break;
  }
  // Without tags, like our print PDFs.
  writeFileSync(files[index + 1], compiler.pdf(compiled.result, { pdfTags: false }));
}
