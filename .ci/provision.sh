#!/usr/bin/env bash
# One site's infrastructure, from the pipeline that is signed in to Azure: `what-if` says what would change, `create` changes it and prints the template's outputs as name=value.
# Needs SITE and the variables that infra/main.$SITE.bicepparam reads. Secrets are none of them: those in the key vault stay.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
needed=(AZURE_LOCATION ARL_MAIL_FROM ARL_STAFF_RECIPIENTS ARL_ALERT_RECIPIENTS)
[[ $SITE != test ]] || needed+=(ARL_MAIL_REDIRECT_TO) # Without it a test site would write to real schools.
for name in "${needed[@]}"; do # A variable that GitHub does not have is the empty text.
    if [[ -z ${!name:-} ]]; then
        echo "Set $name: the site $SITE is not deployed without it." >&2
        exit 2
    fi
done
version=$(sed -n 's:.*<BicepVersion>\(.*\)</BicepVersion>.*:\1:p' Directory.Packages.props)
az config set bicep.version_check=false --only-show-errors
az bicep install --version "v$version" --only-show-errors >&2
deployment=(--location "$AZURE_LOCATION" --parameters "infra/main.$SITE.bicepparam" --only-show-errors)

case ${1:-} in
    what-if) az deployment sub what-if "${deployment[@]}" --result-format ResourceIdOnly ;; # The whole would put addresses of people into the log of the pipeline.
    create)
        az deployment sub create --name "arl-$SITE-${GITHUB_RUN_ID:-by-hand}" "${deployment[@]}" --query properties.outputs --output json |
            node -e 'for (const [name, output] of Object.entries(JSON.parse(require("fs").readFileSync(0, "utf8")))) console.log(`${name}=${output.value}`)'
        ;;
    *)
        echo "Say what-if or create." >&2
        exit 2
        ;;
esac
