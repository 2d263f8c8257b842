import { describe, expect, it } from "vitest";
import { forJava } from "../../src/render/java-class";
import { type Files, TEMPLATES, textOf } from "./fixture";

function trixie({ matrix }: Files): void {
  matrix.debian = { release: "trixie", image: "debian:trixie-slim" };
  matrix.java.version = 21;
  matrix.spark = ["4.1.1"];
}

describe("another Debian and another JDK are data alone", () => {
  it("for the image of the JDK", () => {
    const text = textOf("docker/docker-base/jdk-21/Dockerfile", trixie);
    expect(text.split("\n").filter((line) => /21|trixie|Debian 1/.test(line))).toEqual([
      "# Debian 13 with OpenJDK 21, tini and the user spark: the base of every Spark image.",
      "ARG DEBIAN_IMAGE=debian:trixie-slim",
      "  openjdk-21-jre-headless \\",
      'ln -s "java-21-openjdk-$(dpkg --print-architecture)" /usr/lib/jvm/java-21',
      "ENV JAVA_HOME=/usr/lib/jvm/java-21 \\",
      'LABEL org.opencontainers.image.title="OpenJDK 21 on Debian 13" \\',
      '      org.opencontainers.image.description="Debian 13 with OpenJDK 21, tini and the user spark: the base of every Spark image" \\',
      '      org.opencontainers.image.version="21" \\',
      '      org.opencontainers.image.base.name="debian:trixie-slim"',
    ]);
    expect(text).not.toMatch(/bookworm|17|Debian 12/);
  });

  it("for the names of runtimes and the texts about them", () => {
    expect(textOf("docker/runtime/spark-4.1.1-jdk21-gpu/Dockerfile", trixie)).toContain(
      'title="Apache Spark 4.1.1 runtime on JDK 21 (gpu)"',
    );
    expect(textOf("docker/docker-base/python-3.10/Dockerfile", trixie)).toContain(
      'title="CPython 3.10 on Debian 13"',
    );
  });

  it("for the test of the JDK, which runs a class of that Java", () => {
    const text = textOf("docker/docker-base/jdk-21/test.sh", trixie);
    expect(text).toContain("equals 'java runs a class compiled for 21' 'compiled for 21'");
    expect(text).toContain(`class_file=${forJava(TEMPLATES.javaClasses["ForJava"] ?? "", 21)}\n`);
  });

  it("for the test of CUDA, which asks through Python where Java has another interface to C than 17", () => {
    const of = (edit?: (files: Files) => void) => textOf("docker/docker-base/cuda-12.1/test.sh", edit);
    expect(of()).toContain("jdk.incubator.foreign");
    expect(of(trixie)).not.toMatch(/jdk\.incubator|CudaRuntime/);
    expect(of(trixie)).toContain("cudaGetDeviceCount");
  });
});

it("a Debian whose number is not known is called by its code name", () => {
  const edit = ({ matrix }: Files) => {
    Object.assign(matrix.debian, { release: "sid", image: "debian:sid-slim" });
    matrix.accept = [{ rule: "debian-java", for: "debian sid", reason: "has every JDK" }];
  };
  expect(textOf("docker/docker-base/python-3.10/Dockerfile", edit)).toContain(
    'title="CPython 3.10 on Debian sid"',
  );
});

it("the class that tests run has the version of the Java it is for", () => {
  const compiled = Buffer.from([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 61, 0xff]).toString("base64");
  const bytes = Buffer.from(forJava(compiled, 21), "base64");
  expect([...bytes]).toEqual([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 65, 0xff]);
});
