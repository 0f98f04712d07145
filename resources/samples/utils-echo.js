function main(params) {
  console.log(params);
  return params;
}
