/** What setting and printing an issue takes: the part of the program that is loaded when a command needs it. */
export { build, readWanted } from './build.ts';
export { openPictureMaker } from './pdf/picture-maker.ts';
export { writePdf } from './pdf/write-pdf.ts';
