import type { Wheel } from "../artifacts/wheels";

/** A wheel of NVIDIA's that carries libraries of one CUDA component. */
export type CudaWheel = Omit<Wheel, "file" | "python">;

/** The components of CUDA 12.1.1 that the image `nvidia/cuda:12.1.1-runtime` has, as NVIDIA's own wheels. */
export const CUDA_WHEELS: readonly CudaWheel[] = [
  {
    name: "nvidia-cuda-runtime-cu12",
    version: "12.1.105",
    sha256: "6e258468ddf5796e25f1dc591a31029fa317d97a0a94ed93468fc86301d61e40",
    size: 823_596,
  },
  {
    name: "nvidia-cuda-nvrtc-cu12",
    version: "12.1.105",
    sha256: "339b385f50c309763ca65456ec75e17bbefcbbf2893f462cb8b90584cd27a1c2",
    size: 23_671_734,
  },
  {
    name: "nvidia-nvjitlink-cu12",
    version: "12.1.105",
    sha256: "015fed699b390ce3b8a8578d822d501a4194d0a341d3859554067c1ab291cb85",
    size: 19_760_890,
  },
  {
    name: "nvidia-nvtx-cu12",
    version: "12.1.105",
    sha256: "dc21cf308ca5691e7c04d962e213f8a4aa9bbfa23d95412f452254c2caeb09e5",
    size: 99_138,
  },
  {
    name: "nvidia-cublas-cu12",
    version: "12.1.3.1",
    sha256: "ee53ccca76a6fc08fb9701aa95b6ceb242cdaab118c3bb152af4e579af792728",
    size: 410_594_774,
  },
  {
    name: "nvidia-cufft-cu12",
    version: "11.0.2.54",
    sha256: "794e3948a1aa71fd817c3775866943936774d1c14e7628c74f6f7417224cdf56",
    size: 121_635_161,
  },
  {
    name: "nvidia-curand-cu12",
    version: "10.3.2.106",
    sha256: "9d264c5036dde4e64f1de8c50ae753237c12e0b1348738169cd0f8a536c0e1e0",
    size: 56_467_784,
  },
  {
    name: "nvidia-cusolver-cu12",
    version: "11.4.5.107",
    sha256: "8a7ec542f0412294b15072fa7dab71d31334014a69f953004ea7a118206fe0dd",
    size: 124_161_928,
  },
  {
    name: "nvidia-cusparse-cu12",
    version: "12.1.0.106",
    sha256: "f3b50f42cf363f86ab21f720998517a659a48131e8d538dc02f8768237bd884c",
    size: 195_958_278,
  },
  {
    name: "nvidia-npp-cu12",
    version: "12.1.0.40",
    sha256: "f5b00f40bd18e58805fb558ca103b4b43b6f29fae4d063095887d9dac58ce8ac",
    size: 158_852_598,
  },
  {
    name: "nvidia-nvjpeg-cu12",
    version: "12.2.0.2",
    sha256: "f7a581387012ce2d79a8f7392209e4f1feaac4441b83b8b734f653892f2ae94d",
    size: 3_425_799,
  },
];
