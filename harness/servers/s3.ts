import { copyFile, cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { hashText } from "../checksum";
import { run } from "../run";
import { inStaging } from "../staging";
import type { Server, ServerContext } from "./server";

const HOST = "s3";
const BUCKET = "tests";
const IMAGE = "spark-k8s-test-s3:latest";
const FOLDER = join(__dirname, "s3");
/** Everything the program is compiled from; go.sum names the checksum of each module. */
const SOURCES = ["go.mod", "go.sum", "main.go"];

/** The S3 server versitygw, which refuses every request that is not signed with this secret key. */
export function s3(keyId: string, secretKey: string): Server {
  const keys = { AWS_ACCESS_KEY_ID: keyId, AWS_SECRET_ACCESS_KEY: secretKey };
  return {
    name: "S3",
    host: HOST,
    makeImage,
    environment: keys,
    prepare: ["/s3", "prepare", BUCKET],
    askedBy: "S3_ENDPOINT",
    variables: { S3_ENDPOINT: `http://${HOST}:9000`, S3_BUCKET: BUCKET, ...keys },
  };
}

async function makeImage(context: ServerContext): Promise<string> {
  const { cache, engine, signal } = context;
  const program = await compile(context);
  return inStaging(join(cache.folder, "staging"), async (folder) => {
    await copyFile(program, join(folder, "s3"));
    await copyFile(join(FOLDER, "Dockerfile"), join(folder, "Dockerfile"));
    const env = { ...engine.environment, BUILDX_BUILDER: "default" };
    await run("docker", ["build", "--progress", "plain", "--tag", IMAGE, folder], { env, signal });
    return IMAGE;
  });
}

/** Compiles the program for the engine's processor, unless that was done before. */
async function compile({ cache, engine, report, signal }: ServerContext): Promise<string> {
  const sources = await Promise.all(SOURCES.map((name) => readFile(join(FOLDER, name), "utf8")));
  const version = ["version", "--format", "{{.Server.Arch}}"];
  const GOARCH = await run("docker", version, { env: engine.environment, signal });
  const recipe = `s3 ${GOARCH} ${hashText(sources.join("\0"))}`;
  const { file } = await cache.derive("the S3 server", recipe, "sha256", async (folder) => {
    report("server: compiling the S3 server, a Go module; this takes minutes once");
    const source = join(folder, "source");
    // The program is copied first, so that Go writes nothing into the checkout.
    await cp(FOLDER, source, { recursive: true });
    const env = { CGO_ENABLED: "0", GOARCH, GOOS: "linux", GOFLAGS: "-mod=readonly" };
    const options = ["-trimpath", "-buildvcs=false", "-ldflags=-s -w"];
    await run("go", ["build", ...options, "-o", join(folder, "s3"), "."], { cwd: source, env, signal });
    return join(folder, "s3");
  });
  return file;
}
