import { configured, type Mutant, type PlannedImage } from "../mutant";

/** Faults that every image can have. */
export function everyImageMutants({ folder }: PlannedImage): readonly Mutant[] {
  // A Python image is of the version that its interpreter says, which another source of it can change.
  const version =
    folder.kind === "python" ? "the label names the interpreter's version" : "the label names the version";
  return [
    configured("runs as root", "USER 0:0", ["the user is 185:0"]),
    configured(
      "its labels are gone",
      'LABEL org.opencontainers.image.title="" org.opencontainers.image.version=""',
      ["the labels say what it is, whose licences it is under and where its source is", version],
    ),
  ];
}
