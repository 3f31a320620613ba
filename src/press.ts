/** Setting and printing an issue: the part of the bundle that is loaded when a command needs it. */
export { build, readPrinted } from './build.ts';
export { writePdf } from './pdf/write-pdf.ts';
export { openPictureMaker, UnusableProfile } from './pictures/picture-maker.ts';
