#!/usr/bin/env bash
# One site's infrastructure, from the pipeline that is signed in to Azure: `what-if` says what would change, `create` changes it and prints the template's outputs as name=value.
# Needs SITE and the variables that infra/main.$SITE.bicepparam reads. Secrets are none of them: those in the key vault stay.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
version=$(sed -n 's:.*<BicepVersion>\(.*\)</BicepVersion>.*:\1:p' Directory.Packages.props)
az config set bicep.version_check=false --only-show-errors
az bicep install --version "v$version" --only-show-errors >&2
deployment=(--location "$AZURE_LOCATION" --parameters "infra/main.$SITE.bicepparam" --only-show-errors)

case ${1:-} in
    what-if) az deployment sub what-if "${deployment[@]}" ;;
    create)
        az deployment sub create --name "arl-$SITE-${GITHUB_RUN_ID:-by-hand}" "${deployment[@]}" --query properties.outputs --output json |
            node -e 'for (const [name, output] of Object.entries(JSON.parse(require("fs").readFileSync(0, "utf8")))) console.log(`${name}=${output.value}`)'
        ;;
    *)
        echo "Say what-if or create." >&2
        exit 2
        ;;
esac
