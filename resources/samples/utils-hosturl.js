// The address of an action or a trigger of the caller.
function main({ path = '', web = false, ext = '.json', trigger = false }) {
  if (!path) return { error: 'path is missing' };
  const { __OW_API_HOST: host, __OW_NAMESPACE: namespace } = process.env;
  const name = web && !path.includes('/') ? `default/${path}` : path;
  if (web) return { url: `${host}/api/v1/web/${namespace}/${name}${ext}` };
  return { url: `${host}/api/v1/namespaces/${namespace}/${trigger ? 'triggers' : 'actions'}/${path}` };
}
