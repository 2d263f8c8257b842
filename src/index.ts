export * from "./model/problem";
export type { Lock } from "./model/lock";
export type { Matrix } from "./model/matrix";
export type { RenderedFile } from "./render/file";
export { COMMANDS, Commands } from "./synthesize/commands";
export { SparkImages, type SparkImagesOptions } from "./synthesize/spark-images";
export { TypeScriptProjenrc } from "./synthesize/typescript-projenrc";
