; The installer of the agent for Windows 10/11 and Server 2016 and later, 64 bits.
; deploy/windows/build makes it: makensis -DVERSION=… -DFOLDER=… -DOUTPUT=…
;
;   setup.exe /S /TOKEN=… | /TOKENFILE=\\server\share\token.txt  [/ROOM="P. 101"]
;   uninstall.exe /S [/PURGE]
;
; Exit codes: 0 done; 1 cancelled; 2 failed (see install.log in the program's folder);
; 3 bad options, or no administrator.
Unicode true
Target amd64-unicode
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include nsDialogs.nsh
!include x64.nsh
!include WinVer.nsh
!include WordFunc.nsh

!define SERVICE "HatangAgent"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\HatangAgent"

Name "Hatang agent"
OutFile "${OUTPUT}"
InstallDir "$PROGRAMFILES64\Hatang"
RequestExecutionLevel admin
SetCompressor /SOLID lzma
ShowInstDetails show
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Hatang agent"
VIAddVersionKey "FileDescription" "Hatang agent setup"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "Apache-2.0"

Var Token
Var TokenFile
Var Room
Var Log
Var Upgrade
Var Was
Var Code
Var Said

!define MUI_ABORTWARNING
!define MUI_WELCOMEFINISHPAGE_BITMAP "${NSISDIR}/Contrib/Graphics/Wizard/nsis3-metro.bmp"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${NSISDIR}/Contrib/Graphics/Wizard/nsis3-metro.bmp"
!define MUI_ICON "${NSISDIR}/Contrib/Graphics/Icons/nsis3-install.ico"
!define MUI_UNICON "${NSISDIR}/Contrib/Graphics/Icons/nsis3-uninstall.ico"
BrandingText "Hatang ${VERSION}"
!define MUI_WELCOMEPAGE_TITLE "$(WelcomeTitle)"
!define MUI_WELCOMEPAGE_TEXT "$(WelcomeText)"
!insertmacro MUI_PAGE_WELCOME
Page custom TokenPage TokenLeave
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "$(FinishTitle)"
!define MUI_FINISHPAGE_TEXT "$(FinishText)"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Vietnamese"
!include "${TEXTS}"

!macro Say text
  DetailPrint "${text}"
  ${If} $Log != ""
    FileWriteUTF16LE $Log "${text}$\r$\n"
  ${EndIf}
!macroend

; Runs the agent; $Code is its exit code, $Said what it printed.
!macro Agent words
  nsExec::ExecToStack '"$INSTDIR\agent\hatang-agent.exe" ${words}'
  Pop $Code
  Pop $Said
  !insertmacro Say "$Said"
!macroend

; Puts what stands behind /NAME= in the word $6 into a variable.
!macro Option name into
  StrLen $7 "/${name}="
  StrCpy $8 $6 $7
  ${If} $8 == "/${name}="
    StrCpy ${into} $6 "" $7
  ${EndIf}
!macroend

!macro Fail text
  !insertmacro Say "${text}"
  SetErrorLevel 2
  IfSilent +2
    MessageBox MB_ICONSTOP "${text}$\r$\n$\r$\n$Said"
  FileClose $Log
  Quit
!macroend

; The words as Windows itself takes a command line apart: NSIS' own GetOptions cuts a value
; at a slash and takes a quoted option for a part of the one before.
Function ReadOptions
  System::Call 'kernel32::GetCommandLineW() p .r0'
  System::Call 'shell32::CommandLineToArgvW(p r0, *i .r1) p .r2'
  StrCpy $3 0
  ${While} $3 < $1
    IntOp $4 $3 * 8
    IntPtrOp $4 $2 + $4
    System::Call '*$4(p .r5)'
    System::Call '*$5(&t${NSIS_MAX_STRLEN} .r6)'
    !insertmacro Option TOKEN $Token
    !insertmacro Option TOKENFILE $TokenFile
    !insertmacro Option ROOM $Room
    IntOp $3 $3 + 1
  ${EndWhile}
  System::Call 'kernel32::LocalFree(p r2)'
FunctionEnd

Function .onInit
  SetRegView 64
  SetShellVarContext all
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    IfSilent +2
      MessageBox MB_ICONSTOP "$(NeedsWindows)"
    SetErrorLevel 3
    Quit
  ${EndIf}
  StrCpy $INSTDIR "$PROGRAMFILES64\Hatang"  ; users must not be able to write there
  Call ReadOptions
  ReadRegStr $Was HKLM "${KEY}" "DisplayVersion"
  ${If} $TokenFile != ""
  ${AndIfNot} ${FileExists} "$TokenFile"
    IfSilent +2
      MessageBox MB_ICONSTOP "$(NoTokenFile) $TokenFile"
    SetErrorLevel 3
    Quit
  ${EndIf}
FunctionEnd

Function TokenPage
  ${If} $Was != ""
  ${OrIf} $Token != ""
  ${OrIf} $TokenFile != ""
    Abort  ; nothing to ask
  ${EndIf}
  !insertmacro MUI_HEADER_TEXT "$(TokenTitle)" "$(TokenSubtitle)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 0 100% 24u "$(TokenLabel)"
  Pop $0
  nsDialogs::CreateControl EDIT "${DEFAULT_STYLES}|${WS_VSCROLL}|${WS_TABSTOP}|${ES_MULTILINE}|${ES_WANTRETURN}" \
    "${__NSD_Text_EXSTYLE}" 0 26u 100% 56u ""
  Pop $1
  ${NSD_CreateLabel} 0 90u 100% 10u "$(RoomLabel)"
  Pop $0
  ${NSD_CreateText} 0 102u 60% 12u "$Room"
  Pop $2
  ${NSD_SetFocus} $1
  nsDialogs::Show
FunctionEnd

Function TokenLeave
  ${NSD_GetText} $1 $Token
  ${NSD_GetText} $2 $Room
FunctionEnd

Section
  SetRegView 64
  SetShellVarContext all
  CreateDirectory "$INSTDIR"
  FileOpen $Log "$INSTDIR\install.log" w
  FileWriteWord $Log 0xFEFF
  !insertmacro Say "Hatang agent ${VERSION}  ($Was)"

  ; New files beside the old ones first: a full disk or a cut changes nothing.
  RMDir /r "$INSTDIR\agent.new"
  SetOutPath "$INSTDIR\agent.new"
  ClearErrors
  File /r "${FOLDER}\*.*"
  SetOutPath "$INSTDIR"
  ${If} ${Errors}
    RMDir /r "$INSTDIR\agent.new"
    !insertmacro Fail "$(NoFiles)"
  ${EndIf}

  StrCpy $Upgrade ""
  ${If} ${FileExists} "$INSTDIR\agent\hatang-agent.exe"
    StrCpy $Upgrade "yes"
    !insertmacro Agent "service stop"
    RMDir /r "$INSTDIR\agent.old"
    ClearErrors
    Rename "$INSTDIR\agent" "$INSTDIR\agent.old"
    ${If} ${Errors}
      RMDir /r "$INSTDIR\agent.new"
      !insertmacro Agent "service start"
      !insertmacro Fail "$(InUse)"
    ${EndIf}
  ${EndIf}
  Rename "$INSTDIR\agent.new" "$INSTDIR\agent"

  !insertmacro Agent "service install"
  ${If} $Code != 0
    Call Back
    !insertmacro Fail "$(NoService)"
  ${EndIf}
  Call KeepToken
  !insertmacro Agent "service start"
  ${If} $Code != 0
    Call Back
    !insertmacro Fail "$(NoStart)"
  ${EndIf}
  RMDir /r "$INSTDIR\agent.old"

  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKLM "${KEY}" "DisplayName" "Hatang agent"
  WriteRegStr HKLM "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${KEY}" "Publisher" "Hatang"
  WriteRegStr HKLM "${KEY}" "DisplayIcon" "$INSTDIR\agent\hatang-agent.exe"
  WriteRegStr HKLM "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${KEY}" "NoModify" 1
  WriteRegDWORD HKLM "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKLM "${KEY}" "EstimatedSize" "$0"
  !insertmacro Say "OK"
  FileClose $Log
SectionEnd

; The token goes to the agent in a file that only this setup can read, never on a
; command line of ours. A machine that is enrolled stays what it is.
Function KeepToken
  ${If} $TokenFile != ""
    CopyFiles /SILENT "$TokenFile" "$PLUGINSDIR\token"
  ${ElseIf} $Token != ""
    FileOpen $0 "$PLUGINSDIR\token" w
    FileWrite $0 "$Token"
    FileClose $0
  ${Else}
    Return
  ${EndIf}
  ${WordReplace} $Room '"' "" "+" $Room
  !insertmacro Agent 'enrol --later --token-file "$PLUGINSDIR\token" --room "$Room"'
  Delete "$PLUGINSDIR\token"
  ${If} $Code != 0
    SetErrorLevel 2
    IfSilent +2
      MessageBox MB_ICONEXCLAMATION "$(BadToken)$\r$\n$\r$\n$Said"
  ${EndIf}
FunctionEnd

; Puts the former program back and starts it.
Function Back
  ${If} $Upgrade == "yes"
    RMDir /r "$INSTDIR\agent"
    Rename "$INSTDIR\agent.old" "$INSTDIR\agent"
    nsExec::ExecToStack '"$INSTDIR\agent\hatang-agent.exe" service install'
    Pop $0
    Pop $0
    nsExec::ExecToStack '"$INSTDIR\agent\hatang-agent.exe" service start'
    Pop $0
    Pop $0
  ${EndIf}
FunctionEnd

Function un.onInit
  SetRegView 64
  SetShellVarContext all
FunctionEnd

; Settings, identity and waiting reports stay, so that a machine that is installed again
; goes on as the same one; with /PURGE nothing stays.
Section Uninstall
  SetRegView 64
  SetShellVarContext all
  StrCpy $Log ""
  nsExec::ExecToStack '"$INSTDIR\agent\hatang-agent.exe" service remove'
  Pop $Code
  Pop $Said
  DetailPrint "$Said"
  ${If} $Code != 0
    SetErrorLevel 2
    IfSilent +2
      MessageBox MB_ICONSTOP "$Said"
    Abort
  ${EndIf}
  RMDir /r "$INSTDIR\agent"
  RMDir /r "$INSTDIR\agent.old"
  RMDir /r "$INSTDIR\agent.new"
  Delete "$INSTDIR\install.log"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKLM "${KEY}"
  DeleteRegKey HKLM "SYSTEM\CurrentControlSet\Services\EventLog\Application\${SERVICE}"
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/PURGE" $1
  ${IfNot} ${Errors}
    RMDir /r "$APPDATA\Hatang\agent"
    Delete "$APPDATA\Hatang\agent.toml"
    RMDir "$APPDATA\Hatang"
  ${EndIf}
SectionEnd
